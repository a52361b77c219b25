// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.h"
#include "connectproxy.h"
#include "environment.h"
#include "loopbackserver.h"
#include "nginxserver.h"
#include "proxychoice.h"
#include "testca.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Method = HttpQuestion::Method;

namespace {

constexpr auto List = R"({"items": []})";
constexpr auto Token = "0VZZ6geJQK8zJGKxBdq1ct";

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

QByteArray settings()
{
    return "ssl_certificate " + authority().certificateFile(TestCa::Leaf::WrongHost).toUtf8() +
           "; ssl_certificate_key " + authority().keyFile(TestCa::Leaf::WrongHost).toUtf8() + ';';
}

// There is no such host: whoever reaches it went through the proxy.
Connection connectionToNobody(const QString &scheme = u"https"_s)
{
    Connection connection;
    connection.base = QUrl(scheme + u"://other.example.com:8143/orchestrator/v1"_s);
    connection.token = Token;
    connection.authorities = readAuthorities(authority().caFile()).value();
    return connection;
}

} // namespace

class ProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void proxyIsChosen_data();
    void proxyIsChosen();
    void credentialsAreUsedAndNotShown();
    void tunnelLeadsToTheServer();
    void credentialsOpenTheProxy();
    void proxyThatWantsAPasswordIsSaid_data();
    void proxyThatWantsAPasswordIsSaid();
    void proxyThatIsNotThereIsSaid();
    void proxyThatHangsUpIsSaid();
    void proxyThatRefusesIsSaid_data();
    void proxyThatRefusesIsSaid();
    void tokenGoesThroughNoProxyInTheOpen();
    void plainUrlWithoutATokenUsesTheProxy();
    void thisMachineIsAskedDirectly();

private:
    static void use(const ConnectProxy &proxy, const QByteArray &credentials = {})
    {
        const QByteArray url = "http://" + credentials + proxy.label().toLatin1();
        qputenv("https_proxy", url);
        qputenv("http_proxy", url);
    }
};

void ProxyTest::initTestCase()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
}

void ProxyTest::cleanup()
{
    for (const char *name : {"http_proxy", "https_proxy", "no_proxy"})
        qunsetenv(name);
}

void ProxyTest::proxyIsChosen_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy"); // empty: none

    const QString https = u"https://pe.example.com:8143/x"_s;
    const QString http = u"http://pe.example.com/x"_s;
    const QString one = u"http_proxy=http://one:3128"_s;
    const auto add = [](const char *what, const QStringList &variables, const QString &url,
                        const QString &proxy) {
        QTest::newRow(what) << variables << url << proxy;
    };
    add("https_proxy", {u"https_proxy=http://two:1"_s, one}, https, u"two:1"_s);
    add("https_proxy is not for http", {u"https_proxy=http://two:1"_s}, http, {});
    add("http_proxy", {one, u"https_proxy=http://two:1"_s}, http, u"one:3128"_s);
    add("http_proxy alone", {one}, https, u"one:3128"_s);
    add("all_proxy", {u"all_proxy=http://three:1"_s}, https, u"three:1"_s);
    add("all_proxy before http_proxy", {one, u"all_proxy=http://three:1"_s}, https, u"three:1"_s);
    add("upper case", {u"HTTPS_PROXY=http://two:1"_s}, https, u"two:1"_s);
    add("lower case wins", {u"HTTPS_PROXY=http://two:1"_s, u"https_proxy=http://one:1"_s}, https, u"one:1"_s);
    add("empty is none", {u"https_proxy="_s, one}, https, u"one:3128"_s);
    add("no scheme", {u"https_proxy=two:1"_s}, https, u"two:1"_s);
    add("slash at the end", {u"https_proxy=http://two:1/"_s}, https, u"two:1"_s);
    add("no port", {u"https_proxy=http://two"_s}, https, u"two:80"_s);
    add("SOCKS", {u"https_proxy=socks5://two"_s}, https, u"two:1080"_s);
    add("IPv6", {u"https_proxy=http://[fd00::1]:3128"_s}, https, u"[fd00::1]:3128"_s);
    add("nonsense", {u"https_proxy=http://"_s}, https, {});

    const auto exempt = [&](const char *what, const QString &noProxy, const QString &url, bool isExempt) {
        add(what, {one, u"no_proxy="_s + noProxy}, url, isExempt ? QString() : u"one:3128"_s);
    };
    exempt("everything", u"*"_s, https, true);
    exempt("host", u"pe.example.com"_s, https, true);
    exempt("host in capitals", u"PE.Example.COM"_s, https, true);
    exempt("domain", u"example.com"_s, https, true);
    exempt("domain with a dot", u".example.com"_s, https, true);
    exempt("domain with a star", u"*.example.com"_s, https, true);
    exempt("another domain", u"ample.com"_s, https, false);
    exempt("another host", u"db.example.com"_s, https, false);
    exempt("host and port", u"pe.example.com:8143"_s, https, true);
    exempt("another port", u"pe.example.com:443"_s, https, false);
    exempt("port that is understood", u"pe.example.com:80"_s, http, true);
    exempt("domain and port", u".example.com:8143"_s, https, true);
    exempt("list", u"a.org, b.org ,pe.example.com"_s, https, true);
    exempt("list with blanks", u"a.org pe.example.com"_s, https, true);
    exempt("only commas", u" , ,"_s, https, false);
    exempt("a dot", u"."_s, https, false);
    exempt("address", u"192.0.2.7"_s, u"https://192.0.2.7:8143"_s, true);
    exempt("end of an address", u"0.2.7"_s, u"https://192.0.2.7:8143"_s, false);
    exempt("network", u"192.0.2.0/24"_s, u"https://192.0.2.7:8143"_s, true);
    exempt("another network", u"192.0.3.0/24"_s, u"https://192.0.2.7:8143"_s, false);
    exempt("network and a name", u"0.0.0.0/0"_s, https, false);
    exempt("IPv6", u"fd00::7"_s, u"https://[fd00::7]:8143"_s, true);
    exempt("IPv6 and port", u"[fd00::7]:8143"_s, u"https://[fd00::7]:8143"_s, true);
    exempt("IPv6 and another port", u"[fd00::7]:1"_s, u"https://[fd00::7]:8143"_s, false);
    exempt("IPv6 network", u"fd00::/8"_s, u"https://[fd00::7]:8143"_s, true);
    exempt("this machine", {}, u"https://localhost:8143"_s, true);
    exempt("this machine, IPv4", {}, u"http://127.0.0.2:8143"_s, true);
    exempt("this machine, IPv6", {}, u"http://[::1]:8143"_s, true);
    add("NO_PROXY", {one, u"NO_PROXY=pe.example.com"_s}, https, {});
    add("nothing is set", {}, https, {});
}

void ProxyTest::proxyIsChosen()
{
    QFETCH(const QStringList, variables);
    QFETCH(const QString, url);
    QFETCH(const QString, proxy);
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const QNetworkProxy chosen = proxyFor(QUrl(url), environment);
    QCOMPARE(chosen.type() == QNetworkProxy::NoProxy, proxy.isEmpty());
    if (!proxy.isEmpty())
        QCOMPARE(labelOf(chosen), proxy);
}

void ProxyTest::credentialsAreUsedAndNotShown()
{
    QProcessEnvironment environment;
    environment.insert(u"https_proxy"_s, u"http://me:p%40ss@two:1"_s);
    const QNetworkProxy proxy = proxyFor(QUrl(u"https://pe.example.com"_s), environment);
    QCOMPARE(proxy.user(), u"me"_s);
    QCOMPARE(proxy.password(), u"p@ss"_s);
    QCOMPARE(labelOf(proxy), u"two:1"_s);
    // Qt would say them in the open.
    environment.insert(u"https_proxy"_s, u"https://me:p%40ss@two:1"_s);
    QVERIFY(proxyFor(QUrl(u"https://pe.example.com"_s), environment).password().isEmpty());
}

void ProxyTest::tunnelLeadsToTheServer()
{
    const NginxServer server(NginxServer::Speaks::Tls, settings(), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const ConnectProxy proxy(quint16(server.url().port()));
    use(proxy);
    const Connection connection = connectionToNobody();
    for (const Method method : {Method::Get, Method::Delete}) {
        const Asked asked(connection, connection.base, method);
        QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    }
    QCOMPARE(proxy.heads().size(), 2);
    for (const QByteArray &head : proxy.heads()) {
        QVERIFY2(head.startsWith("CONNECT other.example.com:8143 "), head.constData());
        QVERIFY(!head.contains(Token));
    }
    QTRY_COMPARE(server.log().size(), 2);
}

void ProxyTest::credentialsOpenTheProxy()
{
    const NginxServer server(NginxServer::Speaks::Tls, settings(), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    ConnectProxy proxy(quint16(server.url().port()));
    proxy.wanted = "Basic " + QByteArray("me:p@ss").toBase64();
    use(proxy, "me:p%40ss@");
    const Connection connection = connectionToNobody();
    const Asked asked(connection, connection.base);
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QTRY_COMPARE(server.log().size(), 1);
}

void ProxyTest::proxyThatWantsAPasswordIsSaid_data()
{
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<QString>("scheme");
    QTest::newRow("none given") << QByteArray() << u"https"_s;
    QTest::newRow("wrong ones") << "me:hunter2@"_ba << u"https"_s;
    QTest::newRow("unencrypted") << QByteArray() << u"http"_s;
}

void ProxyTest::proxyThatWantsAPasswordIsSaid()
{
    QFETCH(const QByteArray, credentials);
    QFETCH(const QString, scheme);
    ConnectProxy proxy(1);
    proxy.wanted = "Basic x";
    use(proxy, credentials);
    Connection connection = connectionToNobody(scheme);
    if (scheme == "http"_L1)
        connection.token.clear();
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::ProxyLogin);
    QCOMPARE(asked.error->whatHappened(),
             u"The proxy %1 on the way to %2 demands a user name and password."_s.arg(proxy.label(),
                                                                                      connection.label()));
    QVERIFY(!asked.errorText().contains("hunter2"_L1));
    QVERIFY(asked.error->nextStep().contains("https_proxy"_L1));
}

void ProxyTest::proxyThatIsNotThereIsSaid()
{
    ConnectProxy proxy(1);
    use(proxy, "me:hunter2@");
    const QString label = proxy.label();
    proxy.close();
    const Connection connection = connectionToNobody();
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::Proxy);
    QCOMPARE(asked.error->whatHappened(),
             u"%1 can't be reached through the proxy %2: Proxy connection refused."_s.arg(connection.label(),
                                                                                          label));
    QVERIFY(!asked.errorText().contains("hunter2"_L1));
    QVERIFY(asked.error->nextStep().contains("no_proxy"_L1));
}

// Qt does not notice it.
void ProxyTest::proxyThatHangsUpIsSaid()
{
    ConnectProxy proxy(1);
    proxy.dropsAll = true;
    use(proxy);
    Connection connection = connectionToNobody();
    connection.connectTimeout = 500ms;
    const Asked asked(connection, connection.base, Method::Delete);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::NoConnection);
    QCOMPARE(asked.error->whatHappened(), u"No connection to %1 through the proxy %2 within 0.5 s."_s.arg(
                                              connection.label(), proxy.label()));
    QCOMPARE(proxy.heads().size(), 1);
}

void ProxyTest::proxyThatRefusesIsSaid_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {403, 404, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void ProxyTest::proxyThatRefusesIsSaid()
{
    ConnectProxy proxy(1);
    QFETCH(const int, status);
    proxy.refusal = status;
    use(proxy);
    const Connection connection = connectionToNobody();
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::Proxy);
    QVERIFY2(asked.errorText().contains(proxy.label()), qPrintable(asked.errorText()));
    QCOMPARE(proxy.heads().size(), 1);
}

void ProxyTest::tokenGoesThroughNoProxyInTheOpen()
{
    const ConnectProxy proxy(1);
    use(proxy);
    Connection connection = connectionToNobody(u"http"_s);
    connection.base.setHost(u"nonexistent.invalid"_s);
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::UnknownHost);
    QVERIFY(proxy.heads().isEmpty());
}

void ProxyTest::plainUrlWithoutATokenUsesTheProxy()
{
    const ConnectProxy proxy(1);
    use(proxy);
    Connection connection = connectionToNobody(u"http"_s);
    connection.token.clear();
    const Asked asked(connection, connection.base);
    QCOMPARE(asked.answer.status, 501);
    QCOMPARE(proxy.heads().size(), 1);
    QVERIFY(proxy.heads().constFirst().startsWith("GET http://other.example.com:8143/"));
}

void ProxyTest::thisMachineIsAskedDirectly()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(List); });
    const ConnectProxy proxy(1);
    use(proxy);
    Connection connection;
    connection.base = server.url();
    const Asked asked(connection, server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QVERIFY(proxy.heads().isEmpty());
}

CALLBOARD_TEST_MAIN(ProxyTest, QCoreApplication)
#include "tst_proxy.moc"
