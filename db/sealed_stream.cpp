// libsodium's state lives in a string of the right size, so that its header stays in this file.
#include "db/sealed_stream.h"

#include <sodium.h>

namespace lamplight::db {
namespace {

using State = crypto_secretstream_xchacha20poly1305_state;

State* state_in(std::string& bytes) {
  return reinterpret_cast<State*>(bytes.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

constexpr std::size_t k_more_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;

}  // namespace

StreamSealer::StreamSealer(const SealKey& key)
    : state_(sizeof(State), '\0'), head_(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0') {
  crypto_secretstream_xchacha20poly1305_init_push(state_in(state_), bytes_of(head_), key.bytes().data());
}

StreamSealer::~StreamSealer() {
  sodium_memzero(state_.data(), state_.size());
}

std::string StreamSealer::seal(std::string_view message, bool last) {
  std::string sealed(message.size() + k_more_bytes, '\0');
  const unsigned char tag =
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(state_in(state_), bytes_of(sealed), nullptr, bytes_of(message),
                                             message.size(), nullptr, 0, tag);
  return sealed;
}

std::size_t StreamOpener::head_bytes() {
  return crypto_secretstream_xchacha20poly1305_HEADERBYTES;
}

StreamOpener::StreamOpener(const SealKey& key, std::string_view head) : state_(sizeof(State), '\0') {
  if (head.size() != head_bytes()) return;
  ok_ = crypto_secretstream_xchacha20poly1305_init_pull(state_in(state_), bytes_of(head), key.bytes().data()) == 0;
}

StreamOpener::~StreamOpener() {
  sodium_memzero(state_.data(), state_.size());
}

std::optional<StreamOpener::Opened> StreamOpener::open(std::string_view sealed) {
  if (!ok_ || sealed.size() < k_more_bytes) return std::nullopt;
  Opened opened;
  opened.message.resize(sealed.size() - k_more_bytes);
  unsigned char tag = 0;
  const int code = crypto_secretstream_xchacha20poly1305_pull(state_in(state_), bytes_of(opened.message), nullptr, &tag,
                                                              bytes_of(sealed), sealed.size(), nullptr, 0);
  if (code != 0) return std::nullopt;
  opened.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return opened;
}

}  // namespace lamplight::db
