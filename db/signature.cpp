// SHA-256 and Ed25519.
#include "db/signature.h"

#include <sodium.h>

#include <array>

#include "model/check.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_purpose = "lamplight signatures 1";

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  LAMPLIGHT_CHECK(started);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

struct KeyPair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
};

KeyPair key_pair_of(const SealKey& master) {
  start_sodium();
  std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
  crypto_generichash(seed.data(), seed.size(), bytes_of(k_purpose), k_purpose.size(), master.bytes().data(),
                     master.bytes().size());
  KeyPair pair;
  crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return pair;
}

template <std::size_t Size>
std::string hex_of(const std::array<unsigned char, Size>& bytes) {
  return hex_of_bytes({reinterpret_cast<const char*>(bytes.data()), Size});
}

template <std::size_t Size>
bool read_hex(const std::string& hex, std::array<unsigned char, Size>& bytes) {
  std::size_t read = 0;
  return sodium_hex2bin(bytes.data(), Size, hex.data(), hex.size(), nullptr, &read, nullptr) == 0 && read == Size;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes_of(bytes), bytes.size());
  return digest;
}

std::string hex_of_bytes(std::string_view bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
  text.pop_back();
  return text;
}

std::string keyed_digest(const SealKey& master, std::string_view purpose, std::string_view text) {
  start_sodium();
  std::array<unsigned char, crypto_generichash_KEYBYTES> key{};
  crypto_generichash(key.data(), key.size(), bytes_of(purpose), purpose.size(), master.bytes().data(),
                     master.bytes().size());
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(), key.data(), key.size());
  sodium_memzero(key.data(), key.size());
  return hex_of(digest);
}

std::string sign(const SealKey& master, std::string_view text) {
  const KeyPair pair = key_pair_of(master);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), pair.secret.data());
  return hex_of(signature);
}

std::string public_key_of(const SealKey& master) {
  return hex_of(key_pair_of(master).open);
}

bool signature_fits(const std::string& public_key, std::string_view text, const std::string& signature) {
  start_sodium();
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  std::array<unsigned char, crypto_sign_BYTES> bytes{};
  if (!read_hex(public_key, key) || !read_hex(signature, bytes)) return false;
  return crypto_sign_verify_detached(bytes.data(), bytes_of(text), text.size(), key.data()) == 0;
}

}  // namespace lamplight::db
