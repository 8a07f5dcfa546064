// Digests, and signatures by which others can tell that a file came from this town. libsodium does the work.
//
// Pure; any thread. The signing key (Ed25519) follows from the master key, so it is nowhere stored besides.
#pragma once

#include <string>
#include <string_view>

#include "db/seal.h"

namespace lamplight::db {

// 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string hex_of_bytes(std::string_view bytes);

// A digest that only the holder of the master key can make (BLAKE2b, 64 hexadecimal digits), of texts too short for a
// plain one. What is made for one purpose says nothing of another.
[[nodiscard]] std::string keyed_digest(const SealKey& master, std::string_view purpose, std::string_view text);

// All in hexadecimal digits: the signature of 128, the public key of 64.
[[nodiscard]] std::string sign(const SealKey& master, std::string_view text);
// Beside the key file: the public halves of keys that are retired, a line each, by which what they signed is verified.
[[nodiscard]] inline std::string retired_keys_file(const std::string& key_file) { return key_file + ".retired"; }
[[nodiscard]] std::string public_key_of(const SealKey& master);
[[nodiscard]] bool signature_fits(const std::string& public_key, std::string_view text, const std::string& signature);

}  // namespace lamplight::db
