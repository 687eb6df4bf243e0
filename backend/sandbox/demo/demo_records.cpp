// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_records.h"

#include <array>
#include <ctime>
#include <fmt/format.h>
#include <string_view>
#include <unordered_map>

namespace weir::sandbox {

namespace {

/// SplitMix64: one number decides a record, whatever was drawn before.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool oneIn(std::uint64_t count) { return below(count) == 0; }
    template <class T, std::size_t N>
    const T &pick(const std::array<T, N> &from)
    {
        return from[below(N)];
    }

private:
    std::uint64_t m_state;
};

constexpr std::array<std::string_view, 12> kFamilyNames{"김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오"};
constexpr std::array<std::string_view, 12> kGivenNames{"민준", "서연", "도윤", "지우", "예준", "하은", "시우", "수아", "지호", "유나", "건우", "채원"};
constexpr std::array<std::string_view, 8> kLatinNames{"minjun.kim", "seoyeon.lee", "doyun.park", "jiwoo.choi", "yejun.jung", "haeun.kang", "siwoo.cho", "sua.yoon"};
constexpr std::array<std::string_view, 6> kCities{"서울", "부산", "인천", "대구", "대전", "제주"};
constexpr std::array<std::string_view, 4> kRegions{"ap-northeast-2", "ap-northeast-1", "eu-central-1", "us-east-1"};
constexpr std::array<std::string_view, 5> kWarehouses{"ICN-1", "ICN-2", "PUS-1", "TAE-1", "CJU-1"};
constexpr std::array<std::string_view, 4> kMethods{"card", "transfer", "kakaopay", "naverpay"};
constexpr std::array<std::string_view, 5> kCarriers{"CJ대한통운", "한진택배", "우체국", "롯데택배", "DHL"};
constexpr std::array<std::string_view, 6> kPages{"/", "/search", "/product", "/cart", "/checkout", "/account"};
constexpr std::array<std::string_view, 3> kAgents{"Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)",
                                                  "Mozilla/5.0 (Linux; Android 14; SM-S921N)"};

/// Beyond 2^53, where a double begins to skip numbers: whoever shows these through one shows them wrong.
constexpr std::uint64_t kFirstOrder = 9'007'199'254'740'993ULL;
constexpr std::uint64_t kFirstPayment = 7'205'759'403'792'793'601ULL;
constexpr std::uint64_t kFirstCustomer = 9'007'199'254'900'001ULL;
constexpr std::uint64_t kCustomers = 1'500;
constexpr std::uint64_t kProducts = 240;
constexpr std::uint64_t kBrokenPaymentEvery = 2'500;
constexpr std::uint64_t kBrokenPaymentAt = 1'900;
constexpr std::size_t kLargeEmailBytes = 200 * 1024;

std::string customerKey(std::uint64_t number) { return fmt::format("C-{}", 100'000 + number); }
std::string sku(std::uint64_t number) { return fmt::format("SKU-{}", 1'000 + number); }
std::uint64_t priceOf(std::uint64_t product) { return 1'900 + (product * 7'919) % 97 * 1'000; }

std::string isoTime(std::int64_t ms)
{
    const std::time_t seconds = static_cast<std::time_t>(ms / 1'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
                       utc.tm_sec, ms % 1'000);
}

std::string nameOf(std::uint64_t customer)
{
    Dice dice(customer * 31 + 5);
    return fmt::format("{}{}", dice.pick(kFamilyNames), dice.pick(kGivenNames));
}

void addTrace(DemoRecord &record, Dice &dice)
{
    record.headers.emplace_back("traceparent", fmt::format("00-{:016x}{:016x}-{:016x}-01", dice.next(), dice.next(), dice.next()));
    record.headers.emplace_back("x-region", std::string(dice.pick(kRegions)));
}

std::string orderJson(std::uint64_t sequence, std::int64_t ms, Dice &dice, std::uint64_t &customer)
{
    customer = dice.below(kCustomers);
    std::string items;
    std::uint64_t total = 0;
    for (std::uint64_t i = 0, count = 1 + dice.below(4); i < count; ++i) {
        const auto product = dice.below(kProducts);
        const auto quantity = 1 + dice.below(3);
        total += quantity * priceOf(product);
        items += fmt::format(R"({}{{"sku":"{}","qty":{},"price":{}}})", i == 0 ? "" : ",", sku(product), quantity, priceOf(product));
    }
    static constexpr std::array<std::string_view, 5> kStatus{"NEW", "NEW", "PAID", "PACKED", "CANCELLED"};
    return fmt::format(
        R"({{"orderId":{},"customerId":{},"customer":{{"name":"{}","city":"{}"}},"status":"{}","items":[{}],"total":{},"currency":"KRW","note":{},"createdAt":"{}"}})",
        kFirstOrder + sequence * 2, kFirstCustomer + customer, nameOf(customer), dice.pick(kCities), dice.pick(kStatus), items, total,
        dice.oneIn(12) ? R"("문 앞에 두세요")" : "null", isoTime(ms));
}

DemoRecord order(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    std::uint64_t customer = 0;
    record.value = orderJson(sequence, ms, dice, customer);
    record.key = customerKey(customer);
    addTrace(record, dice);
    if (dice.oneIn(20)) {
        // A name twice is legal, and the order counts.
        record.headers.emplace_back("promo", "spring");
        record.headers.emplace_back("promo", "first-order");
    }
    if (dice.oneIn(40))
        record.headers.emplace_back("x-debug", std::nullopt);
    return record;
}

DemoRecord payment(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    const auto orderId = kFirstOrder + dice.below(sequence + 50) * 2;
    record.key = fmt::format("{}", orderId);
    record.value = fmt::format(
        R"({{"paymentId":{},"orderId":{},"method":"{}","amount":"{}.{:02}","currency":"KRW","approved":{},"score":{:.4f},"at":"{}"}})",
        kFirstPayment + sequence * 3, orderId, dice.pick(kMethods), 1'000 + dice.below(400'000), dice.below(100), dice.oneIn(30) ? "false" : "true",
        static_cast<double>(dice.below(10'000)) / 10'000, isoTime(ms));
    if (sequence % kBrokenPaymentEvery == kBrokenPaymentAt)
        record.value->resize(record.value->size() / 2);
    addTrace(record, dice);
    std::string signature;
    for (int i = 0; i < 2; ++i) {
        const auto word = dice.next();
        signature.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    record.headers.emplace_back("signature", std::move(signature));
    return record;
}

DemoRecord click(std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    // Visitors without a cookie have no key.
    if (!dice.oneIn(5))
        record.key = fmt::format("{:012x}", dice.below(4'000) * 0x9E3779B9ULL);
    const auto page = dice.pick(kPages);
    record.value = fmt::format(R"({{"page":"{}{}","ms":{},"ref":{},"agent":"{}","at":{}}})", page,
                               page == "/product" ? "/" + sku(dice.below(kProducts)) : std::string{}, 20 + dice.below(900),
                               dice.oneIn(3) ? R"("https://search.example/?q=텀블러")" : "null", dice.pick(kAgents), ms);
    record.headers.emplace_back("x-region", std::string(dice.pick(kRegions)));
    return record;
}

DemoRecord inventory(std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    record.key = sku(dice.below(kProducts));
    record.value = fmt::format(R"({{"sku":"{}","warehouse":"{}","onHand":{},"reserved":{},"delta":{},"at":"{}"}})", *record.key, dice.pick(kWarehouses),
                               dice.below(500), dice.below(40), static_cast<int>(dice.below(21)) - 10, isoTime(ms));
    return record;
}

DemoRecord customer(std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    const auto number = dice.below(kCustomers);
    record.key = customerKey(number);
    addTrace(record, dice);
    if (dice.oneIn(60)) {
        record.headers.emplace_back("reason", "gdpr-erasure");
        return record;
    }
    static constexpr std::array<std::string_view, 4> kTiers{"bronze", "silver", "gold", "platinum"};
    record.value = fmt::format(R"({{"customerId":{},"name":"{}","email":"{}{}@example.com","city":"{}","tier":"{}","newsletter":{},"updatedAt":"{}"}})",
                               kFirstCustomer + number, nameOf(number), dice.pick(kLatinNames), number, dice.pick(kCities), dice.pick(kTiers),
                               dice.oneIn(2) ? "true" : "false", isoTime(ms));
    return record;
}

DemoRecord shipment(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    static constexpr std::array<std::string_view, 4> kSteps{"PICKED", "HANDED_OVER", "IN_TRANSIT", "DELIVERED"};
    DemoRecord record;
    record.key = fmt::format("{}", 6'800'000'000'000ULL + sequence / 4);
    record.value = fmt::format(R"({{"tracking":"{}","carrier":"{}","step":"{}","place":"{}","orderId":{},"at":"{}"}})", *record.key, dice.pick(kCarriers),
                               kSteps[sequence % 4], dice.pick(kCities), kFirstOrder + sequence * 2, isoTime(ms));
    addTrace(record, dice);
    return record;
}

DemoRecord price(std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    const auto product = dice.below(kProducts);
    record.key = sku(product);
    record.value = fmt::format("{};{};KRW;{}", *record.key, priceOf(product) + dice.below(20) * 100, isoTime(ms));
    return record;
}

DemoRecord cart(std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    const auto number = dice.below(900);
    record.key = fmt::format("cart-{:06}", number * 37);
    record.headers.emplace_back("x-region", std::string(dice.pick(kRegions)));
    if (dice.oneIn(9))
        return record; // checked out
    std::string lines;
    for (std::uint64_t i = 0, count = 1 + dice.below(5); i < count; ++i)
        lines += fmt::format(R"({}"{}":{})", i == 0 ? "" : ",", sku(dice.below(kProducts)), 1 + dice.below(4));
    record.value = fmt::format(R"({{"cart":"{}","lines":{{{}}},"touchedAt":"{}"}})", *record.key, lines, isoTime(ms));
    return record;
}

DemoRecord email(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    const auto number = dice.below(kCustomers);
    record.key = customerKey(number);
    std::string text = fmt::format("From: shop@example.com\nTo: {}{}@example.com\nSubject: 주문이 발송되었습니다 #{}\nDate: {}\n\n{}님, 안녕하세요.\n"
                                   "주문하신 상품이 오늘 발송되었습니다.\n",
                                   dice.pick(kLatinNames), number, kFirstOrder + sequence * 2, isoTime(ms), nameOf(number));
    record.headers.emplace_back("content-type", "text/plain; charset=utf-8");
    if (sequence % 150 == 149) {
        // An invoice as a picture: base64 does not compress, so that the record is large in every sense.
        static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        text += "\n--attachment: invoice.png (base64)\n";
        text.reserve(kLargeEmailBytes + 128);
        while (text.size() < kLargeEmailBytes) {
            auto word = dice.next();
            for (int i = 0; i < 10; ++i, word >>= 6)
                text += kAlphabet[word & 63];
            if (text.size() % 77 < 10)
                text += '\n';
        }
        record.headers.emplace_back("x-attachment", "invoice.png");
    }
    record.value = std::move(text);
    return record;
}

DemoRecord refund(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    static constexpr std::array<std::string_view, 4> kReasons{"damaged", "late", "wrong-item", "단순 변심"};
    DemoRecord record;
    record.key = fmt::format("{}", kFirstOrder + sequence * 26);
    record.value = fmt::format(R"({{"refundId":{},"orderId":{},"amount":"{}.00","reason":"{}","at":"{}"}})", kFirstPayment + sequence * 3 + 1, *record.key,
                               1'000 + dice.below(90'000), dice.pick(kReasons), isoTime(ms));
    addTrace(record, dice);
    return record;
}

DemoRecord deadOrder(std::uint64_t sequence, std::int64_t ms, Dice &dice)
{
    DemoRecord record;
    std::uint64_t buyer = 0;
    record.value = orderJson(sequence * 97, ms, dice, buyer);
    record.value->resize(record.value->size() - 20 - dice.below(100));
    record.key = customerKey(buyer);
    record.headers.emplace_back("__connect.errors.topic", "orders");
    record.headers.emplace_back("__connect.errors.partition", std::to_string(dice.below(6)));
    record.headers.emplace_back("__connect.errors.offset", std::to_string(sequence * 97));
    record.headers.emplace_back("__connect.errors.connector.name", "orders-to-warehouse");
    record.headers.emplace_back("__connect.errors.exception.class.name", "org.apache.kafka.connect.errors.DataException");
    record.headers.emplace_back("__connect.errors.exception.message", "Converting byte[] to Kafka Connect data failed due to serialization error");
    addTrace(record, dice);
    return record;
}

std::uint64_t seedOf(std::string_view topic, std::uint64_t sequence)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : topic)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash ^ (sequence * 0xD6E8FEB86659FD93ULL);
}

} // namespace

DemoRecord demoRecord(const std::string &topic, std::uint64_t sequence, std::int64_t timestampMs)
{
    using Make = DemoRecord (*)(std::uint64_t, std::int64_t, Dice &);
    static const std::unordered_map<std::string_view, Make> kMakers{
        {"orders", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return order(n, ms, dice); }},
        {"payments", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return payment(n, ms, dice); }},
        {"clicks", [](std::uint64_t, std::int64_t ms, Dice &dice) { return click(ms, dice); }},
        {"inventory", [](std::uint64_t, std::int64_t ms, Dice &dice) { return inventory(ms, dice); }},
        {"customers", [](std::uint64_t, std::int64_t ms, Dice &dice) { return customer(ms, dice); }},
        {"shipments", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return shipment(n, ms, dice); }},
        {"prices", [](std::uint64_t, std::int64_t ms, Dice &dice) { return price(ms, dice); }},
        {"carts", [](std::uint64_t, std::int64_t ms, Dice &dice) { return cart(ms, dice); }},
        {"emails.outbox", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return email(n, ms, dice); }},
        {"refunds", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return refund(n, ms, dice); }},
        {"orders.dlq", [](std::uint64_t n, std::int64_t ms, Dice &dice) { return deadOrder(n, ms, dice); }},
    };
    const auto maker = kMakers.find(topic);
    if (maker == kMakers.end())
        return {};
    Dice dice(seedOf(topic, sequence));
    return maker->second(sequence, timestampMs, dice);
}

bool isReadableDemoValue(base::ByteView value)
{
    return value.empty() || value.front() != '{' || value.back() == '}';
}

} // namespace weir::sandbox
