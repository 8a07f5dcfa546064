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

}  // namespace

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
