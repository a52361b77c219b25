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
subjectAltName = IP:127.0.0.1, DNS:localhost, IP:::1
[elsewhere]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:other.example.com
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
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
    case TestCa::Leaf::NotYetValid:
        return u"notyetvalid"_s;
    case TestCa::Leaf::SelfSigned:
        return u"selfsigned"_s;
    case TestCa::Leaf::Client:
        return u"client"_s;
    case TestCa::Leaf::ClientRsa:
        return u"clientrsa"_s;
    }
    Q_UNREACHABLE();
}

QStringList request(const QString &name, const QString &commonName, bool isRsa = false)
{
    const QStringList key = isRsa ? QStringList{u"rsa:2048"_s}
                                  : QStringList{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};
    return QStringList{u"req"_s,   u"-config"_s,           u"test.cnf"_s,
                       u"-subj"_s, u"/CN="_s + commonName, u"-newkey"_s} +
           key + QStringList{u"-nodes"_s, u"-keyout"_s, name + u".key"_s};
}
} // namespace

TestCa::TestCa()
{
    writeConfiguration();
    makeAuthority();
    const QString past = u"20200101000000Z"_s;
    const QString future = u"20991231235959Z"_s;
    sign(Leaf::Good, u"here"_s, past, future);
    sign(Leaf::WrongHost, u"elsewhere"_s, past, future);
    sign(Leaf::Expired, u"here"_s, past, u"20210101000000Z"_s);
    sign(Leaf::NotYetValid, u"here"_s, u"20900101000000Z"_s, future);
    sign(Leaf::Client, u"client"_s, past, future);
    sign(Leaf::ClientRsa, u"client"_s, past, future);
    makeSelfSigned();
}

QString TestCa::caFile() const
{
    return m_folder.filePath(u"ca.pem"_s);
}

QString TestCa::certificateFile(Leaf kind) const
{
    return m_folder.filePath(fileName(kind) + u".pem"_s);
}

QString TestCa::keyFile(Leaf kind) const
{
    return m_folder.filePath(fileName(kind) + u".key"_s);
}

QSslConfiguration TestCa::server(Leaf kind) const
{
    QFile key(keyFile(kind));
    if (!key.open(QIODevice::ReadOnly))
        return {};

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificateFile(kind)));
    configuration.setPrivateKey(QSslKey(&key, kind == Leaf::ClientRsa ? QSsl::Rsa : QSsl::Ec));
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

void TestCa::sign(Leaf kind, const QString &extensions, const QString &from, const QString &until)
{
    const QString name = fileName(kind);
    run(request(name, name, kind == Leaf::ClientRsa) + QStringList{u"-new"_s, u"-out"_s, name + u".csr"_s});
    run({u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, u"test.cnf"_s, u"-extensions"_s, extensions,
         u"-startdate"_s, from, u"-enddate"_s, until, u"-in"_s, name + u".csr"_s, u"-out"_s,
         name + u".pem"_s});
}

void TestCa::makeSelfSigned()
{
    const QString name = fileName(Leaf::SelfSigned);
    run(request(name, name) + QStringList{u"-x509"_s, u"-extensions"_s, u"here"_s, u"-days"_s, u"3650"_s,
                                          u"-out"_s, name + u".pem"_s});
}
