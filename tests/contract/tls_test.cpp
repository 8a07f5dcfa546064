// With a CA file a connection is encrypted and the server proves its name; otherwise there is none.
//
// traps.md: OPT_SSL_MODE alone gives plain text, and sslCA alone does not check the name.
#include <catch2/catch.hpp>

#include "tests/support/certificates.h"
#include "tests/support/free_port.h"
#include "tests/support/private_database.h"

namespace lamplight::tests {
namespace {

db::Address over_tcp(PrivateDatabase& database, const std::string& ca_file) {
  db::Address address = database.create_migrated("town");
  address.socket.clear();
  address.ca_file = ca_file;
  return address;
}

std::string cipher_of(const db::Address& address) {
  db::Session session{address, db::Purpose::alarms};
  std::string cipher;
  session.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'", {}, [&](const db::Row& row) { cipher = row.text(1); });
  return cipher;
}

}  // namespace

TEST_CASE("A server that proves its name is spoken to in secret, and no other authority will do") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("127.0.0.1")};
  db::Address address = over_tcp(database, certificates.file("ours.pem"));
  CHECK_FALSE(cipher_of(address).empty());
  address.ca_file = certificates.file("foreign.pem");
  CHECK_THROWS_AS(cipher_of(address), db::DbFault);
}

TEST_CASE("A server whose certificate has expired is refused") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("expired")};
  CHECK_THROWS_AS(cipher_of(over_tcp(database, certificates.file("ours.pem"))), db::DbFault);
}

TEST_CASE("A server with somebody else's name is refused") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("elsewhere.example")};
  CHECK_THROWS_AS(cipher_of(over_tcp(database, certificates.file("ours.pem"))), db::DbFault);
}

TEST_CASE("A server that speaks plain text only is refused where a CA file is given") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), {"--skip-ssl"}};
  db::Address address = over_tcp(database, certificates.file("ours.pem"));
  CHECK_THROWS_AS(cipher_of(address), db::DbFault);
  address.ca_file.clear();
  CHECK(cipher_of(address).empty());
}

}  // namespace lamplight::tests
