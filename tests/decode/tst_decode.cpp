// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/decode/decode.h"
#include "backend/decode/text.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::decode;

class TestDecode : public QObject
{
    Q_OBJECT

    static Decoded of(const std::string &text, std::optional<Format> as = {}) { return decode::decode(base::viewOf(text), as); }
    static std::string cut(const std::string &text, const Node &node) { return text.substr(node.begin, node.end - node.begin); }

private Q_SLOTS:
    void numbersKeepEveryDigit()
    {
        const std::string text = R"({"id": 9007199254740993, "u": 18446744073709551615, "long": 123456789012345678901234567890, "d": 1.10, "e": 1E+400})";
        const Decoded decoded = of(text);
        QCOMPARE(decoded.format, Format::Json);
        QCOMPARE(decoded.root.children.size(), std::size_t(5));
        QCOMPARE(decoded.root.children[0].value, std::string("9007199254740993"));
        QCOMPARE(decoded.root.children[1].value, std::string("18446744073709551615"));
        QCOMPARE(decoded.root.children[2].value, std::string("123456789012345678901234567890"));
        QCOMPARE(decoded.root.children[3].value, std::string("1.10"));
        QVERIFY(decoded.text.find("123456789012345678901234567890") != std::string::npos);
    }

    void eachNodeKnowsItsBytes()
    {
        const std::string text = R"( {"a" : {"b": [1, "zw\u00f6lf", null, true]}, "c": "x"} )";
        const Decoded decoded = of(text);
        QCOMPARE(decoded.format, Format::Json);
        const Node &a = decoded.root.children[0];
        QCOMPARE(cut(text, a), std::string(R"({"b": [1, "zw\u00f6lf", null, true]})"));
        const Node &b = a.children[0];
        QCOMPARE(cut(text, b), std::string(R"([1, "zw\u00f6lf", null, true])"));
        QCOMPARE(cut(text, b.children[1]), std::string(R"("zw\u00f6lf")"));
        QCOMPARE(b.children[1].value, std::string("zw\u00f6lf"));
        QCOMPARE(b.children[3].type, "true/false");
        QCOMPARE(cut(text, decoded.root.children[1]), std::string(R"("x")"));
        QCOMPARE(decoded.root.begin, std::size_t(1));
        QCOMPARE(decoded.root.end, text.size() - 1);
    }

    void keysKeepOrderAndDuplicates()
    {
        const Decoded decoded = of(R"({"z":1,"a":2,"z":3})");
        QCOMPARE(decoded.root.children.size(), std::size_t(3));
        QCOMPARE(decoded.root.children[2].name, std::string("z"));
        QCOMPARE(decoded.text, std::string("{\n  \"z\": 1,\n  \"a\": 2,\n  \"z\": 3\n}"));
    }

    void emptyContainers()
    {
        QCOMPARE(of("{}").text, std::string("{}"));
        QCOMPARE(of("[ ]").root.type, "array");
        QCOMPARE(of(R"({"a":{},"b":[]})").root.children[1].end, std::size_t(14));
    }

    void nullEmptyTextIntegerAndBytesAreToldApart()
    {
        QCOMPARE(decode::decode(std::nullopt).format, Format::Null);
        QCOMPARE(of("").format, Format::Empty);
        QCOMPARE(of("안녕하세요").format, Format::Text);
        QCOMPARE(of("42").format, Format::Text);
        const std::string number("\x00\x00\x00\x2a", 4);
        QCOMPARE(of(number).root.value, std::string("42"));
        QCOMPARE(of(std::string("\x00\x01\xff", 3)).format, Format::Bytes);
    }

    void aForcedFormatThatDoesNotFitSaysWhere()
    {
        const Decoded json = of(R"({"a": 1, )", Format::Json);
        QCOMPARE(json.format, Format::Bytes);
        QVERIFY(json.problem.has_value());
        const Decoded text = of("ab\xff", Format::Text);
        QCOMPARE(text.problem->at, std::size_t(2));
        QVERIFY(of("abc", Format::Integer).problem.has_value());
        QVERIFY(of("{} x", Format::Json).problem.has_value());
        QVERIFY(of("[1,]", Format::Json).problem.has_value());
        QVERIFY(of("nulx", Format::Json).problem.has_value());
    }

    void scalarDocuments()
    {
        QCOMPARE(of("12345678901234567890123", Format::Json).root.value, std::string("12345678901234567890123"));
        QCOMPARE(of(" \"x\" ", Format::Json).root.begin, std::size_t(1));
        QVERIFY(of("1, 2", Format::Json).problem.has_value());
        QVERIFY(of("01", Format::Json).problem.has_value());
    }

    void brokenJsonIsShownAsText() { QCOMPARE(of(R"({"a": )").format, Format::Text); }

    void depthIsBounded()
    {
        const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
        QCOMPARE(of(deep).format, Format::Text);
    }

    void largeRecordsAreShortenedNotRefused()
    {
        std::string text = "[";
        for (int i = 0; i < 300'000; ++i)
            text += (i > 0 ? ",{\"i\":" : "{\"i\":") + std::to_string(i) + "}";
        text += "]";
        const Decoded decoded = of(text);
        QCOMPARE(decoded.format, Format::Json);
        QVERIFY(decoded.shortened);
        QVERIFY(decoded.text.size() <= Limits{}.textBytes);
        QCOMPARE(decoded.root.value, std::string("300000"));
    }

    void utf8FaultsAreFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("at");
        QTest::newRow("overlong") << QByteArray("a\xc0\xaf") << 1;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 0;
        QTest::newRow("too high") << QByteArray("ab\xf4\x90\x80\x80") << 2;
        QTest::newRow("cut") << QByteArray("\xea\xb0") << 0;
        QTest::newRow("good") << QByteArray("가나다") << -1;
    }
    void utf8FaultsAreFound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, at);
        const auto found = firstInvalidUtf8(base::viewOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        QCOMPARE(found ? static_cast<int>(*found) : -1, at);
    }
};

QTEST_APPLESS_MAIN(TestDecode)
#include "tst_decode.moc"
