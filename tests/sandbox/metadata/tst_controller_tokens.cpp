// SPDX-License-Identifier: GPL-3.0-or-later
// Delegation tokens at the controller: who may renew and end them, how long they live, what is swept, and what a restart and a
// snapshot keep.
#include "tests/sandbox/metadata/controller_fixture.h"

#include "backend/sandbox/metadata/image_builder.h"
#include "backend/sandbox/metadata/snapshot.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/renew_delegation_token.h"

#include <limits>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::hours;
using std::chrono::milliseconds;

class TestControllerTokens : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cluster> m;

    static constexpr std::int64_t kHour = 3'600'000;

    wire::CreateDelegationTokenResponse create(const std::string &who, std::vector<std::string> renewers = {}, std::int64_t maxLifetimeMs = -1,
                                               const std::string &owner = {}, std::int16_t version = 3)
    {
        wire::CreateDelegationTokenRequest request;
        if (!owner.empty()) {
            request.ownerPrincipalType = "User";
            request.ownerPrincipalName = owner;
        }
        for (std::string &name : renewers)
            request.renewers.push_back({"User", std::move(name), {}});
        request.maxLifetimeMs = maxLifetimeMs;
        m->asker.principal = "User:" + who;
        return m->ask<wire::CreateDelegationTokenResponse>(request, version);
    }
    wire::RenewDelegationTokenResponse renew(const std::string &who, const base::Bytes &hmac, std::int64_t periodMs = -1)
    {
        wire::RenewDelegationTokenRequest request;
        request.hmac = hmac;
        request.renewPeriodMs = periodMs;
        m->asker.principal = "User:" + who;
        return m->ask<wire::RenewDelegationTokenResponse>(request);
    }
    wire::ExpireDelegationTokenResponse expire(const std::string &who, const base::Bytes &hmac, std::int64_t periodMs = -1)
    {
        wire::ExpireDelegationTokenRequest request;
        request.hmac = hmac;
        request.expiryTimePeriodMs = periodMs;
        m->asker.principal = "User:" + who;
        return m->ask<wire::ExpireDelegationTokenResponse>(request);
    }
    const DelegationTokens &tokens() const { return *m->image()->delegationTokens(); }
    std::int64_t nowMs() const { return m->clock.wallMs(); }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<Cluster>();
        m->options.signToken = [](std::string_view id) { return base::toBytes("signed " + std::string(id)); };
        m->options.settings["delegation.token.max.lifetime.ms"] = "36000000"; // ten hours
        m->options.settings["delegation.token.expiry.time.ms"] = "7200000";   // two
        MUST_DO(m->start());
    }

    void isMade()
    {
        const auto made = create("alice", {"bob", "carol"});
        COMPARE_CODE(made.errorCode, KafkaError::None);
        QCOMPARE(made.principalType + ":" + made.principalName, std::string("User:alice"));
        QCOMPARE(made.tokenRequesterPrincipalName, std::string("alice"));
        QCOMPARE(made.hmac, base::toBytes("signed " + made.tokenId));
        QCOMPARE(made.issueTimestampMs, nowMs());
        QCOMPARE(made.expiryTimestampMs, nowMs() + 2 * kHour);
        QCOMPARE(made.maxTimestampMs, nowMs() + 10 * kHour);
        const DelegationToken &kept = tokens().at(made.tokenId);
        QCOMPARE(kept, (DelegationToken{"User:alice", "User:alice", {"User:bob", "User:carol"}, nowMs(), nowMs() + 10 * kHour, nowMs() + 2 * kHour}));
        // Another each time.
        QVERIFY(create("alice").tokenId != made.tokenId);
        QCOMPARE(tokens().size(), std::size_t{2});
    }

    void forAnotherOwner()
    {
        const auto made = create("alice", {}, -1, "dave");
        COMPARE_CODE(made.errorCode, KafkaError::None);
        QCOMPARE(made.principalName, std::string("dave"));
        QCOMPARE(made.tokenRequesterPrincipalName, std::string("alice"));
        // Who asked for it has no more to do with it.
        COMPARE_CODE(renew("alice", made.hmac).errorCode, KafkaError::DelegationTokenOwnerMismatch);
        COMPARE_CODE(renew("dave", made.hmac).errorCode, KafkaError::None);
        // Older versions have no word for the requester.
        QVERIFY(create("alice", {}, -1, {}, 2).tokenRequesterPrincipalName.empty());
    }

    void livesNoLongerThanAskedAndAllowed()
    {
        auto made = create("alice", {}, kHour);
        QCOMPARE(made.maxTimestampMs, nowMs() + kHour);
        QCOMPARE(made.expiryTimestampMs, nowMs() + kHour);
        made = create("alice", {}, 100 * kHour);
        QCOMPARE(made.maxTimestampMs, nowMs() + 10 * kHour);
        made = create("alice", {}, 0);
        QCOMPARE(made.maxTimestampMs, nowMs() + 10 * kHour);
    }

    void isRenewedByOwnerAndRenewers()
    {
        const auto made = create("alice", {"bob"});
        m->owner->advance(hours(1));
        COMPARE_CODE(renew("mallory", made.hmac).errorCode, KafkaError::DelegationTokenOwnerMismatch);
        COMPARE_CODE(renew("alice", base::toBytes("signed nothing")).errorCode, KafkaError::DelegationTokenNotFound);
        const auto byRenewer = renew("bob", made.hmac);
        COMPARE_CODE(byRenewer.errorCode, KafkaError::None);
        QCOMPARE(byRenewer.expiryTimestampMs, nowMs() + 2 * kHour);
        QCOMPARE(tokens().at(made.tokenId).expiryMs, nowMs() + 2 * kHour);
        // A shorter period shortens it, a longer one is cut.
        QCOMPARE(renew("alice", made.hmac, kHour).expiryTimestampMs, nowMs() + kHour);
        QCOMPARE(renew("alice", made.hmac, 5 * kHour).expiryTimestampMs, nowMs() + 2 * kHour);
        // Never beyond its whole life.
        for (int hour = 0; hour < 8; ++hour) {
            m->owner->advance(hours(1));
            COMPARE_CODE(renew("alice", made.hmac).errorCode, KafkaError::None);
        }
        QCOMPARE(tokens().at(made.tokenId).expiryMs, made.maxTimestampMs);
        QCOMPARE(tokens().at(made.tokenId).issuedMs, made.issueTimestampMs);
    }

    void isEndedAtOnceOrLater()
    {
        const auto made = create("alice", {"bob"});
        COMPARE_CODE(expire("mallory", made.hmac).errorCode, KafkaError::DelegationTokenOwnerMismatch);
        const auto later = expire("bob", made.hmac, 1000);
        COMPARE_CODE(later.errorCode, KafkaError::None);
        QCOMPARE(later.expiryTimestampMs, nowMs() + 1000);
        QCOMPARE(tokens().at(made.tokenId).expiryMs, nowMs() + 1000);
        QCOMPARE(expire("bob", made.hmac, std::numeric_limits<std::int64_t>::max()).expiryTimestampMs, made.maxTimestampMs);
        const auto atOnce = expire("alice", made.hmac);
        COMPARE_CODE(atOnce.errorCode, KafkaError::None);
        QCOMPARE(atOnce.expiryTimestampMs, nowMs());
        QVERIFY(tokens().empty());
        COMPARE_CODE(expire("alice", made.hmac).errorCode, KafkaError::DelegationTokenNotFound);
        COMPARE_CODE(renew("alice", made.hmac).errorCode, KafkaError::DelegationTokenNotFound);
    }

    void endedOnesAreSweptAway()
    {
        const auto kept = create("alice");
        const auto gone = create("alice", {}, 60'000);
        m->owner->advance(milliseconds(60'001));
        // Until the sweep it is there, and of no use.
        QCOMPARE(tokens().size(), std::size_t{2});
        COMPARE_CODE(renew("alice", gone.hmac).errorCode, KafkaError::DelegationTokenExpired);
        COMPARE_CODE(expire("alice", gone.hmac, 1000).errorCode, KafkaError::DelegationTokenExpired);
        m->owner->advance(hours(1));
        QCOMPARE(tokens().size(), std::size_t{1});
        QVERIFY(tokens().contains(kept.tokenId));
        COMPARE_CODE(renew("alice", gone.hmac).errorCode, KafkaError::DelegationTokenNotFound);
        m->owner->advance(hours(2));
        QVERIFY(tokens().empty());
    }

    void survivesARestartAndASnapshot()
    {
        const auto made = create("alice", {"bob"});
        create("bob");
        const auto before = tokens();
        MUST_DO(m->restart());
        QCOMPARE(tokens(), before);
        // The HMAC is nowhere in the log: it is made anew.
        COMPARE_CODE(renew("bob", made.hmac).errorCode, KafkaError::None);
        const auto content = encodeSnapshot(*m->image(), 0);
        QVERIFY(content);
        QVERIFY(base::textOf(*content).find("signed") == std::string_view::npos);
        const auto read = decodeSnapshot(*content, m->image()->offset() + 1, m->image()->epoch());
        QVERIFY(read);
        QCOMPARE(*(*read)->delegationTokens(), tokens());
    }

    void whoHasNoNameGetsNone()
    {
        const auto made = create("alice");
        m->asker.byToken = true;
        COMPARE_CODE(create("alice").errorCode, KafkaError::DelegationTokenRequestNotAllowed);
        COMPARE_CODE(renew("alice", made.hmac).errorCode, KafkaError::DelegationTokenRequestNotAllowed);
        COMPARE_CODE(expire("alice", made.hmac).errorCode, KafkaError::DelegationTokenRequestNotAllowed);
        m->asker.byToken = false;
        COMPARE_CODE(create("ANONYMOUS").errorCode, KafkaError::DelegationTokenRequestNotAllowed);
        m->asker.principal = "Broker:sandbox";
        COMPARE_CODE(m->ask<wire::CreateDelegationTokenResponse>(wire::CreateDelegationTokenRequest{}).errorCode,
                     KafkaError::DelegationTokenRequestNotAllowed);
        wire::CreateDelegationTokenRequest group;
        group.renewers.push_back({"Group", "x", {}});
        m->asker.principal = "User:alice";
        COMPARE_CODE(m->ask<wire::CreateDelegationTokenResponse>(group).errorCode, KafkaError::InvalidPrincipalType);
        QCOMPARE(tokens().size(), std::size_t{1});
    }

    void withoutASecretThereAreNone()
    {
        const auto made = create("alice");
        m->options.signToken = {};
        MUST_DO(m->restart());
        COMPARE_CODE(create("alice").errorCode, KafkaError::DelegationTokenAuthDisabled);
        COMPARE_CODE(renew("alice", made.hmac).errorCode, KafkaError::DelegationTokenAuthDisabled);
        COMPARE_CODE(expire("alice", made.hmac).errorCode, KafkaError::DelegationTokenAuthDisabled);
    }

    void aRecordThatRemovesNothingIsDamage()
    {
        wire::RemoveDelegationTokenRecord record;
        record.tokenId = "none";
        ImageBuilder builder(std::make_shared<const MetadataImage>());
        QVERIFY(!builder.apply(MetadataRecord(record), 0, 1));
    }
};

QTEST_APPLESS_MAIN(TestControllerTokens)
#include "tst_controller_tokens.moc"
