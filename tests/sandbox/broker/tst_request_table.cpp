// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/request_table.h"
#include "backend/wire/messages/metadata.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::sandbox;

class TestRequestTable : public QObject
{
    Q_OBJECT

    static InboundRequest metadataRequest(const base::Bytes &body)
    {
        InboundRequest in;
        in.header.apiKey = wire::MetadataRequest::apiKey;
        in.header.apiVersion = 13;
        in.body = body;
        return in;
    }
    static base::Bytes allTopics()
    {
        wire::MetadataRequest request;
        request.topics.reset();
        return *wire::encodeFlat(request, 13);
    }

private Q_SLOTS:
    void whatFollowsARequestIsPassedOver()
    {
        base::Bytes body = allTopics();
        QVERIFY(decodeRequest<wire::MetadataRequest>(metadataRequest(body)));
        body.insert(body.end(), {0, 0, 7});
        const auto read = decodeRequest<wire::MetadataRequest>(metadataRequest(body));
        QVERIFY2(read.has_value(), read ? "" : base::describe(read.error()).c_str());
        QVERIFY(!read->topics);
    }
    void whatIsCutShortIsNot()
    {
        base::Bytes body = allTopics();
        body.pop_back();
        QVERIFY(!decodeRequest<wire::MetadataRequest>(metadataRequest(body)));
        QVERIFY(!decodeRequest<wire::MetadataRequest>(metadataRequest({})));
    }
};

QTEST_APPLESS_MAIN(TestRequestTable)
#include "tst_request_table.moc"
