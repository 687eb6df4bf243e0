// SPDX-License-Identifier: GPL-3.0-or-later
// What a broker carries to the controller in somebody's name: the request and its sender arrive as they were, and what cannot be
// read is refused.
#include "backend/base/kafka_error.h"
#include "backend/sandbox/broker/envelope.h"
#include "backend/wire/messages/renew_delegation_token.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::sandbox;
using base::KafkaError;

class TestEnvelope : public QObject
{
    Q_OBJECT

private:
    RequestTable m_table;
    std::vector<Session> m_seen;

    static Session sender(std::string principal = "User:CN=a:b", std::string host = "/10.1.2.3")
    {
        Session session;
        session.principal = std::move(principal);
        session.clientHost = std::move(host);
        session.clientId = "its client";
        session.byToken = true;
        return session;
    }
    static wire::EnvelopeRequest letter(const Session &session = sender())
    {
        wire::RenewDelegationTokenRequest request;
        request.hmac = base::toBytes("hmac");
        request.renewPeriodMs = 7;
        return *envelopeOf(request, 2, session);
    }
    wire::EnvelopeResponse open(const wire::EnvelopeRequest &envelope)
    {
        std::optional<wire::EnvelopeResponse> answer;
        Session carrier;
        carrier.principal = "Broker:sandbox";
        carrier.listener = "CONTROLLER";
        openEnvelope(m_table, envelope, carrier, [&](wire::EnvelopeResponse response) { answer = std::move(response); });
        return answer.value_or(wire::EnvelopeResponse{});
    }
    std::int16_t errorOf(const wire::EnvelopeRequest &envelope)
    {
        const auto response = open(envelope);
        return response.responseData ? std::int16_t{0} : response.errorCode;
    }

private Q_SLOTS:
    void init()
    {
        m_seen.clear();
        m_table.serve<wire::RenewDelegationTokenRequest>({1, 2}, Pace::Alone, Door::Home,
                                                         [this](wire::RenewDelegationTokenRequest &&request, std::int16_t version, const Session &session,
                                                                Reply<wire::RenewDelegationTokenResponse> reply, std::size_t) {
                                                             m_seen.push_back(session);
                                                             wire::RenewDelegationTokenResponse response;
                                                             response.expiryTimestampMs = request.renewPeriodMs * 10 + version;
                                                             reply(std::move(response));
                                                         });
    }

    void requestAndSenderArrive()
    {
        const auto response = open(letter());
        QCOMPARE(response.errorCode, std::int16_t{0});
        const auto inside = unwrapped<wire::RenewDelegationTokenResponse>(response, 2);
        QVERIFY(inside);
        QCOMPARE(inside->expiryTimestampMs, std::int64_t{72});
        QCOMPARE(m_seen.size(), std::size_t{1});
        QCOMPARE(m_seen[0].principal, std::string("User:CN=a:b"));
        QCOMPARE(m_seen[0].clientHost, std::string("/10.1.2.3"));
        QCOMPARE(m_seen[0].clientId, std::string("its client"));
        QCOMPARE(m_seen[0].listener, std::string("CONTROLLER"));
        QVERIFY(m_seen[0].byToken);
        open(letter(sender("User:bob", "/fe80::1%eth0")));
        QCOMPARE(m_seen[1].clientHost, std::string("/fe80::1"));
    }

    void whatCannotBeReadIsRefused()
    {
        auto envelope = letter();
        envelope.requestPrincipal->pop_back();
        QCOMPARE(errorOf(envelope), base::code(KafkaError::PrincipalDeserializationFailure));
        envelope.requestPrincipal.reset();
        QCOMPARE(errorOf(envelope), base::code(KafkaError::PrincipalDeserializationFailure));
        envelope = letter();
        (*envelope.requestPrincipal)[1] = 9;
        QCOMPARE(errorOf(envelope), base::code(KafkaError::PrincipalDeserializationFailure));
        envelope = letter();
        envelope.requestData.pop_back();
        QCOMPARE(errorOf(envelope), base::code(KafkaError::InvalidRequest));
        envelope.requestData.resize(3);
        QCOMPARE(errorOf(envelope), base::code(KafkaError::InvalidRequest));
        // Of a key that is not served, and an envelope in an envelope.
        envelope = letter();
        envelope.requestData[1] = 99;
        QCOMPARE(errorOf(envelope), base::code(KafkaError::InvalidRequest));
        envelope = *envelopeOf(letter(), 0, sender());
        QCOMPARE(errorOf(envelope), base::code(KafkaError::InvalidRequest));
        QVERIFY(m_seen.empty());
        QCOMPARE(errorOf(letter()), std::int16_t{0});
    }

    void theErrorOfAnEnvelopeIsAFailure()
    {
        wire::EnvelopeResponse response;
        response.errorCode = base::code(KafkaError::ClusterAuthorizationFailed);
        const auto inside = unwrapped<wire::RenewDelegationTokenResponse>(response, 2);
        QVERIFY(!inside);
        QCOMPARE(inside.error().kafkaCode, base::code(KafkaError::ClusterAuthorizationFailed));
    }
};

QTEST_APPLESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
