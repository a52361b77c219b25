// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"
#include "smallfile.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

constexpr qint64 LargestPem = qint64{1024} * 1024;

// The content of the DER element at the front of `der`, and what comes after it.
struct Element
{
    QByteArrayView content;
    QByteArrayView rest;
};

Element firstElement(QByteArrayView der)
{
    if (der.size() < 2)
        return {};
    qsizetype begin = 2;
    qsizetype length = uchar(der[1]);
    if (length > 0x80) {
        const qsizetype count = length - 0x80;
        if (count > 3 || der.size() < begin + count)
            return {};
        for (length = 0; begin < 2 + count; ++begin)
            length = length * 256 + uchar(der[begin]);
    }
    if (der.size() < begin + length)
        return {};
    return {der.sliced(begin, length), der.sliced(begin + length)};
}

// The public numbers in the public key of a certificate: modulus and exponent of an RSA key, the point of an
// EC key. Both stand unchanged in the private key, too.
QByteArrayView publicNumbers(const QByteArray &der, QSsl::KeyAlgorithm algorithm)
{
    const QByteArrayView algorithmAndBits = firstElement(der).content;
    const QByteArrayView bits = firstElement(firstElement(algorithmAndBits).rest).content;
    if (bits.isEmpty())
        return {};
    const QByteArrayView key = bits.sliced(1); // the count of unused bits
    return algorithm == QSsl::Rsa ? firstElement(key).content : key;
}

// Qt has no function for this.
bool belongTogether(const QSslCertificate &certificate, const QSslKey &key)
{
    const QSslKey published = certificate.publicKey();
    if (published.isNull() || published.algorithm() != key.algorithm())
        return false;
    const QByteArray publicDer = published.toDer();
    const QByteArrayView numbers = publicNumbers(publicDer, key.algorithm());
    return !numbers.isEmpty() && key.toDer().contains(numbers);
}

bool hasPassphrase(const QByteArray &pem)
{
    return pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED");
}

Result<QSslKey> readKey(const QString &path)
{
    const Result<QByteArray> pem = readSmallFile(path, LargestPem);
    if (!pem)
        return pem.error();
    if (hasPassphrase(pem.value()))
        return fileError(path, Texts::tr("the key has a passphrase; use one without"));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem.value(), algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return fileError(path, Texts::tr("it holds no private RSA or EC key in PEM form"));
}

} // namespace

Result<ClientIdentity> readClientIdentity(const QString &certFile, const QString &keyFile)
{
    const auto chain = readAuthorities(certFile);
    if (!chain)
        return chain.error();
    const Result<QSslKey> key = readKey(keyFile);
    if (!key)
        return key.error();
    if (!belongTogether(chain.value().constFirst(), key.value()))
        return fileError(keyFile, Texts::tr("its key is not that of the certificate"));
    return ClientIdentity{chain.value(), key.value()};
}
