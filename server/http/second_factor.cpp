// RFC 6238 on Poco's HMAC and SHA-1: a dozen lines, so no further library.
#include "server/http/second_factor.h"

#include <Poco/HMACEngine.h>
#include <Poco/SHA1Engine.h>

#include <array>

#include "db/password.h"

namespace lamplight::server::http {
namespace {

constexpr Seconds k_step{30};

}  // namespace

std::string one_time_code(std::string_view secret, Instant at) {
  const auto steps = static_cast<std::uint64_t>(at.time_since_epoch() / k_step);
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

bool second_factor_fits(const db::SealKey& key, const db::UserRow& user, const std::string& code, Instant now) {
  const auto secret = db::unseal(key, user.totp_sealed, {"users", "totp_sealed", user.id.text()});
  if (!secret) return false;
  for (const Seconds off : {-k_step, Seconds{0}, k_step}) {
    if (db::same_secret(one_time_code(secret.value(), now + off), code)) return true;
  }
  return false;
}

}  // namespace lamplight::server::http
