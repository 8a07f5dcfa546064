// Headers of encoded words, a body of base64.
#include "server/notify/mail_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "server/http/base64.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_word_max = 75;                     // RFC 2047 §2: of an encoded word
constexpr std::size_t k_line_max = 76;                     // §2: of a line that holds one
constexpr std::string_view k_open = "=?UTF-8?B?";
constexpr std::string_view k_close = "?=";

bool is_plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; }) &&
         text.find("=?") == std::string::npos;
}

// How many bytes the character at `at` takes; a stray byte counts for itself.
std::size_t character_bytes(const std::string& text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
  return end - at;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return text;
}

// "Sat, 28 Nov 2026 11:15:00 +0000"
std::string date_of(Instant at) {
  constexpr std::array<const char*, 7> k_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                k_days.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                k_months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string body_of(const std::string& text) {
  const std::string encoded = http::base64(text);
  std::string lines;
  for (std::size_t at = 0; at < encoded.size(); at += k_line_max) lines += encoded.substr(at, k_line_max) + "\r\n";
  return lines;
}

}  // namespace

std::string header_text(const std::string& given, std::size_t first) {
  const std::string text = one_line(given);
  if (is_plain(text) && first + text.size() <= k_line_max) return text;
  std::string header;
  std::size_t taken = first;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t room = std::min(k_word_max, k_line_max - std::min(taken, k_line_max - 20)) - k_open.size() - k_close.size();
    std::string part;
    while (at < text.size()) {
      const std::size_t bytes = character_bytes(text, at);
      if (!part.empty() && (part.size() + bytes + 2) / 3 * 4 > room) break;
      part += text.substr(at, bytes);
      at += bytes;
    }
    if (!header.empty()) header += "\r\n ";
    header += std::string(k_open) + http::base64(part) + std::string(k_close);
    taken = 1;  // the blank that a folded line begins with
  }
  return header;
}

std::string mail_text(const Letter& letter, const std::string& from, const std::string& from_name) {
  std::string text = "Date: " + date_of(letter.at) + "\r\n";
  text += "From: " + header_text(from_name, 6) + " <" + from + ">\r\n";
  text += "To: <" + letter.address + ">\r\n";
  text += "Subject: " + header_text(letter.subject, 9) + "\r\n";
  // The same on every attempt: a mail program shows a message that came twice once.
  text += "Message-ID: <" + letter.id.text() + "@lamplight>\r\n";
  text += "Auto-Submitted: auto-generated\r\n";
  text += letter.loud ? "Importance: high\r\n" : "";
  text += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return text + body_of(letter.text);
}

}  // namespace lamplight::server
