// Columns that the database itself can't read: addresses, key-safe codes, clinical notes.
//
// Used by the records of db/ on any thread. XChaCha20-Poly1305 (libsodium): a master key, which is in a
// file and never in the database, seals one data key for each resident; the data key seals the columns.
// Every seal names its place (table, column, id), so a value moved elsewhere does not open.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/result.h"

namespace lamplight::db {

// 32 secret bytes, wiped when they go.
class SealKey {
 public:
  static constexpr std::size_t k_bytes = 32;
  using Bytes = std::array<unsigned char, k_bytes>;

  explicit SealKey(const Bytes& bytes) : bytes_(bytes) {}
  ~SealKey();
  SealKey(const SealKey&) = default;
  SealKey& operator=(const SealKey&) = default;

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  bool operator==(const SealKey&) const = default;

 private:
  Bytes bytes_;
};

// Where a sealed value stands.
struct SealPlace {
  std::string_view table;
  std::string_view column;
  std::string_view id;
};

enum class SealError : std::uint8_t { damaged };  // another key, another place, or changed bytes

// The master key: a file of 64 hexadecimal digits (a line end may follow) that nobody but its owner may
// read. The error is a sentence for whoever starts the program; it never quotes the file.
[[nodiscard]] Result<SealKey, std::string> read_key_file(const std::string& path);

// A fresh data key. Keys and nonces are the one randomness that no seed may ever repeat.
[[nodiscard]] SealKey new_data_key();

// A sealed value is 41 bytes longer than the text.
[[nodiscard]] std::string seal(const SealKey& key, std::string_view text, const SealPlace& place);
[[nodiscard]] Result<std::string, SealError> unseal(const SealKey& key, std::string_view sealed,
                                                    const SealPlace& place);

// The data key of one row, as residents.data_key_sealed keeps it.
[[nodiscard]] std::string seal_data_key(const SealKey& master, const SealKey& data_key, const SealPlace& place);
[[nodiscard]] Result<SealKey, SealError> unseal_data_key(const SealKey& master, std::string_view sealed,
                                                         const SealPlace& place);

}  // namespace lamplight::db
