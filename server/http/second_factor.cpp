// RFC 6238 on Poco's HMAC and SHA-1: a dozen lines, so no further library.
#include "server/http/second_factor.h"

#include <Poco/HMACEngine.h>
#include <Poco/SHA1Engine.h>
#include <Poco/URI.h>

#include <array>
#include <cctype>

#include "db/password.h"

namespace lamplight::server::http {
namespace {

constexpr Seconds k_step{30};
constexpr std::size_t k_secret_bytes = 20;  // RFC 4226, section 4, recommends 160 bits
constexpr int k_recovery_codes = 10;
constexpr std::string_view k_base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// What random_hex has made, as bytes.
std::string bytes_of_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

std::int64_t step_of(Instant at) {
  return at.time_since_epoch() / k_step;
}

std::string one_time_code(std::string_view secret, Instant at) {
  const auto steps = static_cast<std::uint64_t>(step_of(at));
  std::array<char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) counter[i] = static_cast<char>(steps >> (8 * (7 - i)));
  Poco::HMACEngine<Poco::SHA1Engine> engine(secret.data(), secret.size());
  engine.update(counter.data(), counter.size());
  const auto& digest = engine.digest();
  const std::size_t from = digest.back() & 0x0FU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | digest[from + i];
  std::string digits = std::to_string((number & 0x7FFFFFFFU) % 1'000'000U);
  return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, const std::string& code, Instant now) {
  for (const Seconds off : {-k_step, Seconds{0}, k_step}) {
    if (db::same_secret(one_time_code(secret, now + off), code)) return step_of(now + off);
  }
  return std::nullopt;
}

std::string new_secret() {
  return bytes_of_hex(db::random_hex(k_secret_bytes));
}

std::string base32(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += k_base32[(held >> bits) & 31U];
    }
  }
  if (bits > 0) text += k_base32[(held << (5 - bits)) & 31U];
  return text;
}

std::string enrolment_uri(const std::string& username, std::string_view secret) {
  std::string name;
  Poco::URI::encode(username, "!#$&'()*+,/:;=?@[]", name);
  return "otpauth://totp/Lamplight:" + name + "?secret=" + base32(secret) + "&issuer=Lamplight";
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < k_recovery_codes; ++i) {
    // 120 bits, so that what is kept of them can't be guessed at, salted or not: 24 letters in groups of four.
    const std::string letters = base32(bytes_of_hex(db::random_hex(15)));
    std::string code;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      if (at > 0 && at % 4 == 0) code += '-';
      code += static_cast<char>(std::tolower(static_cast<unsigned char>(letters[at])));
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string digest_of_recovery_code(std::string_view code) {
  std::string plain;
  for (const char c : code) {
    if (c != '-' && c != ' ') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return db::digest_of_token("recovery:" + plain);
}

}  // namespace lamplight::server::http
