// Sealing with libsodium. A sealed value is: version byte, nonce, ciphertext with its tag.
#include "db/seal.h"

#include <sodium.h>

#include <algorithm>

namespace lamplight::db {
namespace {

constexpr char k_version = 1;
constexpr std::size_t k_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t k_tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealKey::k_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

void ready() {
  static const bool initialised = sodium_init() >= 0;
  LAMPLIGHT_CHECK(initialised);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// The place as additional data: "residents.address_sealed/r-17". No id has a slash or a point of a column.
std::string written(const SealPlace& place) {
  std::string text{place.table};
  text += '.';
  text += place.column;
  text += '/';
  text += place.id;
  return text;
}

}  // namespace

SealKey::~SealKey() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

Result<SealKey, std::string> read_key_file(const std::string& path) {
  auto keys = read_key_lines(path);
  if (!keys) return Failure{keys.error()};
  return keys.value().front();
}

SealKey new_data_key() {
  ready();
  SealKey::Bytes bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  SealKey key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

std::string seal(const SealKey& key, std::string_view text, const SealPlace& place) {
  ready();
  const std::string where = written(place);
  std::string sealed(1 + k_nonce_bytes + text.size() + k_tag_bytes, '\0');
  sealed[0] = k_version;
  unsigned char* const nonce = bytes_of(sealed) + 1;
  randombytes_buf(nonce, k_nonce_bytes);
  const int failed =
      crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + k_nonce_bytes, nullptr, bytes_of(text), text.size(),
                                                 bytes_of(where), where.size(), nullptr, nonce, key.bytes().data());
  LAMPLIGHT_CHECK(failed == 0);
  return sealed;
}

Result<std::string, SealError> unseal(const SealKey& key, std::string_view sealed, const SealPlace& place) {
  ready();
  constexpr std::size_t k_head = 1 + k_nonce_bytes;
  if (sealed.size() < k_head + k_tag_bytes || sealed[0] != k_version) return Failure{SealError::damaged};
  const std::string where = written(place);
  std::string text(sealed.size() - k_head - k_tag_bytes, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(text), nullptr, nullptr, bytes_of(sealed) + k_head, sealed.size() - k_head, bytes_of(where),
      where.size(), bytes_of(sealed) + 1, key.bytes().data());
  if (failed != 0) return Failure{SealError::damaged};
  return text;
}

std::string seal_data_key(const SealKey& master, const SealKey& data_key, const SealPlace& place) {
  const SealKey::Bytes& bytes = data_key.bytes();
  return seal(master, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, place);
}

Result<SealKey, SealError> unseal_data_key(const SealKey& master, std::string_view sealed, const SealPlace& place) {
  auto opened = unseal(master, sealed, place);
  if (!opened) return Failure{opened.error()};
  std::string& text = opened.value();
  if (text.size() != SealKey::k_bytes) return Failure{SealError::damaged};
  SealKey::Bytes bytes{};
  std::copy(text.begin(), text.end(), bytes.begin());
  sodium_memzero(text.data(), text.size());
  SealKey key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

}  // namespace lamplight::db
