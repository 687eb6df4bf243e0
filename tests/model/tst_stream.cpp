// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/stream.h"

#include <QSignalSpy>
#include <QtTest/QTest>

#include <thread>

using namespace weir;

class TestStream : public QObject
{
    Q_OBJECT

    using Numbers = api::Stream<int, int>;

private Q_SLOTS:
    void everythingPushedIsTakenOnceInOrder()
    {
        auto stream = std::make_shared<Numbers>(100);
        std::vector<int> taken;
        connect(stream->signal(), &api::StreamSignal::ready, this, [&] {
            for (int number : stream->take())
                taken.push_back(number);
        });
        std::thread producer([stream] {
            for (int i = 0; i < 1000; i += 10) {
                std::vector<int> batch;
                for (int k = 0; k < 10; ++k)
                    batch.push_back(i + k);
                stream->push(std::move(batch));
            }
            stream->finish();
        });
        QTRY_VERIFY(stream->finished() && taken.size() == 1000);
        producer.join();
        QVERIFY(std::is_sorted(taken.begin(), taken.end()));
    }

    void aSlowConsumerHoldsTheProducerBack()
    {
        auto stream = std::make_shared<Numbers>(10);
        std::atomic<int> pushed{0};
        std::thread producer([stream, &pushed] {
            while (stream->push({1, 2, 3, 4, 5}))
                pushed += 5;
            stream->finish();
        });
        QTRY_VERIFY(pushed >= 10);
        QVERIFY(pushed <= 15);
        (void)stream->take();
        QTRY_VERIFY(pushed >= 20);
        stream->cancel();
        producer.join();
        QVERIFY(stream->finished());
    }

    void droppingTheHandleCancels()
    {
        auto stream = std::make_shared<Numbers>();
        {
            const api::StreamHandle<int, int> handle(stream);
            QVERIFY(!stream->cancelled());
        }
        QVERIFY(stream->cancelled());
        QVERIFY(!stream->push({1}));
    }

    void wakeUpsAreCoalesced()
    {
        auto stream = std::make_shared<Numbers>(1000000);
        QSignalSpy ready(stream->signal(), &api::StreamSignal::ready);
        for (int i = 0; i < 10000; ++i)
            stream->push({i});
        stream->finish();
        QTRY_VERIFY(ready.count() >= 1);
        QVERIFY2(ready.count() < 100, qPrintable(QString::number(ready.count())));
    }

    void theSignalOutlivesAStreamDroppedByItsProducer()
    {
        auto stream = std::make_shared<Numbers>();
        stream->push({1});
        std::thread([last = std::move(stream)]() mutable { last.reset(); }).join();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
};

QTEST_GUILESS_MAIN(TestStream)
#include "tst_stream.moc"
