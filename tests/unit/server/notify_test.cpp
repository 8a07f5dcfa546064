// What goes over the wires, letter by letter; how answers are read; how long it is tried.
#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/code_sender.h"
#include "server/messenger.h"
#include "server/notify/mail_text.h"
#include "server/notify/message_words.h"
#include "server/notify/sms_gateway.h"
#include "server/notify/web_call.h"
#include "server/notify/webhook.h"

using namespace lamplight;
using namespace lamplight::server;

namespace {

Letter letter(const std::string& subject, const std::string& text) {
  Letter made;
  made.id = MessageId{"m1"};
  made.address = "+86 138-0000-0042";
  made.subject = subject;
  made.text = text;
  made.at = instant_of_ms(1'795'000'000'000);
  return made;
}

std::string unbase64(const std::string& text) {
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").find(c);
    if (value == std::string::npos) continue;
    held = (held << 6) | static_cast<unsigned>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 0xff);
  }
  return bytes;
}

// As RFC 2047 says: blanks between two encoded words are not there.
std::string decoded(const std::string& header) {
  std::string text;
  for (std::size_t at = header.find("=?UTF-8?B?"); at != std::string::npos; at = header.find("=?UTF-8?B?", at + 1)) {
    const std::size_t end = header.find("?=", at + 10);
    text += unbase64(header.substr(at + 10, end - at - 10));
  }
  return text;
}

}  // namespace

TEST_CASE("A long Chinese subject is folded between characters, no word longer than 75, no line than 76") {
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += i % 7 == 0 ? "a" : "跌";
  const std::string header = header_text(subject, 9);
  CHECK(decoded(header) == subject);
  std::size_t from = 0;
  int lines = 0;
  while (from < header.size()) {
    const std::size_t end = std::min(header.find("\r\n", from), header.size());
    const std::string line = header.substr(from, end - from);
    CHECK(line.size() + (lines == 0 ? 9 : 0) <= 76);
    if (lines > 0) CHECK(line.starts_with(" =?"));
    // Each word is whole by itself: no character is torn.
    const std::string part = decoded(line);
    CHECK((static_cast<unsigned char>(part.front()) & 0xc0) != 0x80);
    ++lines;
    from = end + 2;
  }
  CHECK(lines > 2);
}

TEST_CASE("A plain subject stays as it is, and nobody writes a header of her own into it") {
  CHECK(header_text("Fall: Li, East", 9) == "Fall: Li, East");
  CHECK(header_text("x\r\nBcc: all@example.org", 9) == "x  Bcc: all@example.org");
  CHECK(decoded(header_text("=?UTF-8?B?eA==?=", 9)) == "=?UTF-8?B?eA==?=");
}

TEST_CASE("A mail is dated, named by its message's id, and its text comes back as it was") {
  const std::string mail = mail_text(letter("跌倒", "还没有人前往。\nSecond line"), "town@example.org", "灯火");
  CHECK(mail.find("Date: Wed, 18 Nov 2026 11:06:40 +0000\r\n") == 0);
  CHECK(mail.find("\r\nMessage-ID: <m1@lamplight>\r\n") != std::string::npos);
  const std::size_t body = mail.find("\r\n\r\n");
  CHECK(unbase64(mail.substr(body)) == "还没有人前往。\nSecond line");
  for (std::size_t from = 0; from < mail.size();) {
    const std::size_t end = mail.find("\r\n", from);
    CHECK(end - from <= 78);
    from = end + 2;
  }
}

TEST_CASE("An SMS goes to the bare number, in UCS-2 where it must, with a receipt wanted") {
  NotifySettings settings;
  settings.sms_user = "town";
  settings.sms_password = "p&ss";
  settings.sms_callback = "http://127.0.0.1:8080";
  settings.gateway_key = "k";
  const std::string query = sms_query(settings, letter("", "跌倒"));
  CHECK(query.find("to=%2B8613800000042&") != std::string::npos);
  CHECK(query.find("password=p%26ss&") != std::string::npos);
  CHECK(query.find("coding=2") != std::string::npos);
  CHECK(query.find("dlr-url=http%3A%2F%2F127.0.0.1%3A8080%2Fapi%2Fv1%2Fgateway%2Freceipts%3Fkey%3Dk%26message%3Dm1%26"
                   "state%3D%25d") != std::string::npos);
  CHECK(sms_query(settings, letter("", "Fall")).find("coding=0") != std::string::npos);
  settings.sms_callback.clear();
  CHECK(sms_query(settings, letter("", "Fall")).find("dlr") == std::string::npos);
}

TEST_CASE("WeCom and DingTalk get their own formats; loud calls everybody") {
  NotifySettings settings;
  Letter loud = letter("跌倒", "请处理");
  loud.loud = true;
  settings.webhook_format = "wecom";
  auto body = nlohmann::json::parse(webhook_body(settings, loud));
  CHECK(body["text"]["content"] == "跌倒\n请处理");
  CHECK(body["text"]["mentioned_list"][0] == "@all");
  CHECK_FALSE(nlohmann::json::parse(webhook_body(settings, letter("a", "b")))["text"].contains("mentioned_list"));
  settings.webhook_format = "dingtalk";
  CHECK(nlohmann::json::parse(webhook_body(settings, loud))["at"]["isAtAll"] == true);
  settings.webhook_url = "https://oapi.example.org/robot/send?access_token=t";
  settings.webhook_secret = "this is secret";
  // Reckoned by another program: HMAC-SHA256 of "1795000000000\nthis is secret", base64, percent-encoded.
  CHECK(webhook_address(settings, loud.at) ==
        "https://oapi.example.org/robot/send?access_token=t&timestamp=1795000000000&sign=gaEG%2Fnd0EuaM8%2B%2Fqj%2FTNhusUv5WDUock2Ye%2BUx0vbr8%3D");
}

TEST_CASE("Answers are read as people write them, and nothing else is taken for one") {
  const auto is = [](const std::string& text, Meant meant, const std::string& code) {
    return read_answer(text) == AnswerRead{meant, code};
  };
  CHECK(is("Y123", Meant::yes, "123"));
  CHECK(is(" y 123. ", Meant::yes, "123"));
  CHECK(is("Ｙ１２３", Meant::yes, "123"));
  CHECK(is("好的，123", Meant::yes, "123"));
  CHECK(is("ok", Meant::yes, ""));
  CHECK(is("N123", Meant::no, "123"));
  CHECK(is("不去123！", Meant::no, "123"));
  CHECK(is("yes I am on my way", Meant::other, ""));
  CHECK(is("Y12", Meant::other, ""));
  CHECK(is("Y123456", Meant::other, ""));
  CHECK(is("123", Meant::other, "123"));
  CHECK(is("", Meant::other, ""));
}

TEST_CASE("Two ways to write a telephone number are one telephone") {
  for (const char* written : {"13800000042", "+86 138-0000-0042", "0086 138 0000 0042", "8613800000042"}) {
    CHECK(bare_number(written) == "13800000042");
  }
  CHECK(bare_number("0760-22310000") == "076022310000");
}

TEST_CASE("A message is tried for minutes, with waits that grow and differ") {
  CHECK(message_retry_after(1, 0.5) == Millis{2'000});
  CHECK(message_retry_after(1, 0.0) == Millis{1'500});
  CHECK(message_retry_after(4, 0.5) == Millis{15'000});
  CHECK(message_retry_after(8, 0.5) == Millis{60'000});
  CHECK_FALSE(message_retry_after(9, 0.5));
}

TEST_CASE("Only she who goes is told where, and each in her language") {
  db::MessageFacts facts;
  facts.kind_text = "fall";
  facts.resident_name = "黎秀英";
  facts.area = "古镇";
  facts.area_en = "Guzhen";
  Message message = message_to(IncidentId{"i"}, Recipient::worker, "w", MessageAbout::assigned, "1", Instant{});
  CHECK(words_of(message, facts, "yue", "东街12号").text.find("东街12号") != std::string::npos);
  CHECK(words_of(message, facts, "en", "12 East St").text.find("12 East St") != std::string::npos);
  message.about = MessageAbout::offered;
  message.code = "471";
  const Worded asked = words_of(message, facts, "en", "12 East St");
  CHECK(asked.subject == "fall: 黎秀英, Guzhen");
  CHECK(asked.text.find("East St") == std::string::npos);
  CHECK(asked.text.find("Y471") != std::string::npos);
}

TEST_CASE("A code fits one SMS, stands at its beginning, and is tried four times more") {
  const std::string chinese = code_words("042195", "zh");
  const std::string english = code_words("042195", "en");
  CHECK(chinese.starts_with("042195 "));
  CHECK(english.starts_with("042195 "));
  CHECK(english.size() <= 160);
  CHECK(std::count_if(chinese.begin(), chinese.end(), [](char c) { return (c & 0xc0) != 0x80; }) <= 70);
  CHECK(code_retry_after(1) == Millis{2'000});
  CHECK(code_retry_after(4) == Millis{15'000});
  CHECK_FALSE(code_retry_after(5));
}
