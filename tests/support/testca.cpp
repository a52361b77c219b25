// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testca.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace {
// "ca" can date a certificate back, which "x509 -req" of OpenSSL 3.0 can't.
constexpr char opensslConfiguration[] = R"([req]
distinguished_name = name
prompt = no
[name]
CN = Callboard test
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
rand_serial = yes
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = policy
unique_subject = no
[policy]
commonName = supplied
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[here]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, DNS:localhost
[elsewhere]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:other.example.com
)";

QString fileName(TestCa::Leaf kind)
{
    switch (kind) {
    case TestCa::Leaf::Good:
        return u"good"_s;
    case TestCa::Leaf::WrongHost:
        return u"wronghost"_s;
    case TestCa::Leaf::Expired:
        return u"expired"_s;
    case TestCa::Leaf::SelfSigned:
        return u"selfsigned"_s;
    }
    Q_UNREACHABLE();
}

QStringList request(const QString &name, const QString &commonName)
{
    return {u"req"_s,    u"-config"_s,           u"test.cnf"_s,
            u"-subj"_s,  u"/CN="_s + commonName, u"-newkey"_s,
            u"ec"_s,     u"-pkeyopt"_s,          u"ec_paramgen_curve:P-256"_s,
            u"-nodes"_s, u"-keyout"_s,           name + u".key"_s};
}
} // namespace

TestCa::TestCa()
{
    writeConfiguration();
    makeAuthority();
    sign(fileName(Leaf::Good), u"here"_s, u"20991231235959Z"_s);
    sign(fileName(Leaf::WrongHost), u"elsewhere"_s, u"20991231235959Z"_s);
    sign(fileName(Leaf::Expired), u"here"_s, u"20210101000000Z"_s);
    makeSelfSigned();
}

QString TestCa::caFile() const
{
    return m_folder.filePath(u"ca.pem"_s);
}

QSslConfiguration TestCa::server(Leaf kind) const
{
    const QString path = m_folder.filePath(fileName(kind));
    QFile keyFile(path + u".key"_s);
    if (!keyFile.open(QIODevice::ReadOnly))
        return {};

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(path + u".pem"_s));
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QSslConfiguration TestCa::client() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(caFile()));
    return configuration;
}

void TestCa::run(const QStringList &arguments)
{
    if (!isValid())
        return;
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s, arguments, QIODevice::ReadOnly);
    if (!openssl.waitForFinished())
        m_error = u"openssl: "_s + openssl.errorString();
    else if (openssl.exitStatus() != QProcess::NormalExit || openssl.exitCode() != 0)
        m_error = u"openssl "_s + arguments.join(u' ') + u": "_s + QString::fromLocal8Bit(openssl.readAll());
}

void TestCa::writeConfiguration()
{
    QFile file(m_folder.filePath(u"test.cnf"_s));
    QFile index(m_folder.filePath(u"index.txt"_s));
    if (!file.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
        m_error = u"no temporary folder: "_s + m_folder.errorString();
    else
        file.write(opensslConfiguration);
}

void TestCa::makeAuthority()
{
    run(request(u"ca"_s, u"Callboard test authority"_s) +
        QStringList{u"-x509"_s, u"-extensions"_s, u"root"_s, u"-days"_s, u"3650"_s, u"-out"_s, u"ca.pem"_s});
}

void TestCa::sign(const QString &name, const QString &extensions, const QString &until)
{
    run(request(name, name) + QStringList{u"-new"_s, u"-out"_s, name + u".csr"_s});
    run({u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, u"test.cnf"_s, u"-extensions"_s, extensions,
         u"-startdate"_s, u"20200101000000Z"_s, u"-enddate"_s, until, u"-in"_s, name + u".csr"_s, u"-out"_s,
         name + u".pem"_s});
}

void TestCa::makeSelfSigned()
{
    const QString name = fileName(Leaf::SelfSigned);
    run(request(name, name) + QStringList{u"-x509"_s, u"-extensions"_s, u"here"_s, u"-days"_s, u"3650"_s,
                                          u"-out"_s, name + u".pem"_s});
}
