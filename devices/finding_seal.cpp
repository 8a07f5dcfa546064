// The seal, from libsodium's parts.
#include "devices/finding_seal.h"

#include <sodium.h>

#include "model/check.h"

namespace lamplight {

FindingSeal::FindingSeal(std::string_view secret) {
  LAMPLIGHT_CHECK(secret.size() >= 16);
  static_assert(crypto_auth_KEYBYTES == 32 && crypto_auth_BYTES == 32);
  const int made = crypto_generichash(key_.data(), key_.size(), reinterpret_cast<const unsigned char*>(secret.data()),
                                      secret.size(), nullptr, 0);
  LAMPLIGHT_CHECK(made == 0);
}

std::string FindingSeal::of(const DeviceId& device, const AlarmId& id, std::string_view kind) const {
  // None of the parts can hold the separator: ids have no line feed, and kinds are the monitor's words.
  const std::string sealed = device.text() + '\n' + id.text() + '\n' + std::string(kind);
  std::array<unsigned char, crypto_auth_BYTES> mac{};
  crypto_auth(mac.data(), reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(), key_.data());
  std::string text(mac.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), mac.data(), mac.size());
  text.pop_back();
  return text;
}

bool FindingSeal::fits(std::string_view seal, const DeviceId& device, const AlarmId& id, std::string_view kind) const {
  const std::string wanted = of(device, id, kind);
  return seal.size() == wanted.size() && sodium_memcmp(seal.data(), wanted.data(), wanted.size()) == 0;
}

}  // namespace lamplight
