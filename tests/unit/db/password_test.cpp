// Hashes as Mosquitto's own mosquitto_passwd makes them.
#include <catch2/catch.hpp>

#include "db/password.h"

using namespace lamplight;

TEST_CASE("a device's password is hashed as mosquitto_passwd 2.0.11 hashed it") {
  const std::string salt = "\xe3\xfc\xe4\x09\xc7\xd5\x31\x3a\xe5\x82\x3a\x46";
  CHECK(db::hash_for_broker("pb", salt) ==
        "$7$101$4/zkCcfVMTrlgjpG$i4dG5uM1qSKCWWfgkxg3/1Xaxfebikdr9JaVSm1Fisrjetwm/"
        "XoxwZQwLf3VNH4LeUd3ZmSjWDS5cp3SkIR8ag==");
  CHECK(db::hash_for_broker("pb") != db::hash_for_broker("pb"));
}
