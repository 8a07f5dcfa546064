// Passwords and tokens: what is kept of them, and how they are compared. libsodium does the work.
//
// Any thread. A hash takes some 20 ms and 19 MiB, so at most two run at once and few may wait.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lamplight::db {

// argon2id in its own text form, as the table `users` keeps it.
[[nodiscard]] std::string hash_password(std::string_view password);

// Whether `password` made `hash`. Without a hash (no such user) the answer is no, after the same
// work. Nothing when too many are waiting: the caller says "later".
[[nodiscard]] std::optional<bool> password_matches(const std::optional<std::string>& hash, std::string_view password);

// As Mosquitto's password file has it ("$7$…": PBKDF2 with HMAC-SHA-512, salt of its own). A device's password is
// random and long, so the few rounds that Mosquitto takes by default are enough, and signing in stays cheap.
[[nodiscard]] std::string hash_for_broker(std::string_view password);
// The same with that salt.
[[nodiscard]] std::string hash_for_broker(std::string_view password, std::string_view salt);

// 256 random bits, 64 hexadecimal digits: cookies, CSRF tokens, API tokens.
[[nodiscard]] std::string new_token();
// Of `bytes` random bytes, twice as many hexadecimal digits: ids of rows made by hand.
[[nodiscard]] std::string random_hex(std::size_t bytes);
// Six random decimal digits: what is typed from a telephone's screen.
[[nodiscard]] std::string new_code();
// SHA-256 in hexadecimal digits: what the tables keep of a token, which is random enough to need no salt.
[[nodiscard]] std::string digest_of_token(std::string_view token);
// In a time that does not tell where the two differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

}  // namespace lamplight::db
