// libsodium's argon2id, SHA-256 and random bytes.
#include "db/password.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <semaphore>
#include <stdexcept>

#include "model/check.h"

namespace lamplight::db {
namespace {

// OWASP's first recommendation: 19 MiB, two passes, one lane.
constexpr unsigned long long k_passes = 2;
constexpr std::size_t k_memory_bytes = std::size_t{19} * 1024 * 1024;
constexpr int k_broker_rounds = 101;  // Mosquitto's default
constexpr std::size_t k_broker_salt_bytes = 12;
constexpr int k_hashes_at_once = 2;
constexpr int k_waiting_max = 40;  // of the 64 request threads; commands keep the rest

std::counting_semaphore<k_hashes_at_once>& places() {
  static std::counting_semaphore<k_hashes_at_once> semaphore{k_hashes_at_once};
  return semaphore;
}

std::atomic<int> waiting{0};

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  LAMPLIGHT_CHECK(started);
}

// A place among the two that may hash at once, given back at the end.
class Place {
 public:
  Place() { places().acquire(); }
  ~Place() { places().release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

// Counts those who wait or hash; false when there are too many.
class Turn {
 public:
  Turn() : granted_(waiting.fetch_add(1) < k_waiting_max) {}
  ~Turn() { waiting.fetch_sub(1); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] bool granted() const { return granted_; }

 private:
  const bool granted_;
};

std::string hash_now(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int failed = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), k_passes, k_memory_bytes,
                                           crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::runtime_error("out of memory while hashing a password");
  return text.data();
}

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

using Digest = std::array<unsigned char, crypto_auth_hmacsha512_BYTES>;

Digest hmac_of(std::string_view key, const unsigned char* bytes, std::size_t size) {
  crypto_auth_hmacsha512_state state;
  crypto_auth_hmacsha512_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  crypto_auth_hmacsha512_update(&state, bytes, size);
  Digest digest{};
  crypto_auth_hmacsha512_final(&state, digest.data());
  return digest;
}

// RFC 8018, one block of it: as many bytes as the digest has. libsodium leaves PBKDF2 to its users.
Digest pbkdf2_of(std::string_view password, std::string_view salt, int rounds) {
  const std::string first = std::string(salt) + std::string("\0\0\0\1", 4);
  Digest round = hmac_of(password, reinterpret_cast<const unsigned char*>(first.data()), first.size());
  Digest sum = round;
  for (int i = 1; i < rounds; ++i) {
    round = hmac_of(password, round.data(), round.size());
    for (std::size_t b = 0; b < sum.size(); ++b) sum[b] = static_cast<unsigned char>(sum[b] ^ round[b]);
  }
  return sum;
}

std::string base64_of(const unsigned char* bytes, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

}  // namespace

std::string hash_for_broker(std::string_view password, std::string_view salt) {
  const Digest digest = pbkdf2_of(password, salt, k_broker_rounds);
  return "$7$" + std::to_string(k_broker_rounds) + "$" +
         base64_of(reinterpret_cast<const unsigned char*>(salt.data()), salt.size()) + "$" +
         base64_of(digest.data(), digest.size());
}

std::string hash_for_broker(std::string_view password) {
  start_sodium();
  std::string salt(k_broker_salt_bytes, '\0');
  randombytes_buf(salt.data(), salt.size());
  return hash_for_broker(password, salt);
}

std::string hash_password(std::string_view password) {
  start_sodium();
  const Place place;
  return hash_now(password);
}

std::optional<bool> password_matches(const std::optional<std::string>& hash, std::string_view password) {
  start_sodium();
  const Turn turn;
  if (!turn.granted()) return std::nullopt;
  const Place place;
  if (!hash) {
    (void)hash_now(password);  // so that an unknown name takes as long as a wrong password
    return false;
  }
  return crypto_pwhash_str_verify(hash->c_str(), password.data(), password.size()) == 0;
}

std::string new_token() {
  return random_hex(32);
}

std::string random_hex(std::size_t bytes) {
  start_sodium();
  std::string random(bytes, '\0');
  randombytes_buf(random.data(), random.size());
  return hex_of(reinterpret_cast<const unsigned char*>(random.data()), random.size());
}

std::string new_code() {
  start_sodium();
  const std::string digits = std::to_string(randombytes_uniform(1'000'000));
  return std::string(6 - digits.size(), '0') + digits;
}

std::string digest_of_token(std::string_view token) {
  start_sodium();
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
  return hex_of(digest.data(), digest.size());
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace lamplight::db
