// X.509 by OpenSSL, which Poco and Paho bring along anyway (docs/decisions/0026).
#include "server/device_authority.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "model/check.h"
#include "server/settings.h"

namespace lamplight::server {
namespace {

using std::chrono::days;

constexpr days k_valid{3650};
constexpr days k_clock_behind{1};     // of a device that has not heard the time yet
constexpr Seconds k_list_behind{60};  // of a broker whose clock is a little late: a list of tomorrow would shut out all

template <auto release>
struct Release {
  template <class T>
  void operator()(T* thing) const {
    release(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using RevokedList = std::unique_ptr<X509_CRL, Release<X509_CRL_free>>;
using Bytes = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Whole = std::unique_ptr<ASN1_INTEGER, Release<ASN1_INTEGER_free>>;
using Time = std::unique_ptr<ASN1_TIME, Release<ASN1_TIME_free>>;

// What fails here is out of memory or a fault of ours: nothing that the caller could mend.
void check(bool done) {
  LAMPLIGHT_CHECK(done);
}

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().empty()) throw std::runtime_error("The authority's file " + path + " can't be read.");
  return text.str();
}

Bytes bytes_of(const std::string& text) {
  return Bytes{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

std::string text_of(const Bytes& bytes) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bytes.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

Whole whole_of(const std::string& hexadecimal) {
  BIGNUM* number = nullptr;
  check(BN_hex2bn(&number, hexadecimal.c_str()) > 0);
  Whole whole{BN_to_ASN1_INTEGER(number, nullptr)};
  BN_free(number);
  return whole;
}

Time time_of(Instant at) {
  return Time{ASN1_TIME_set(nullptr, static_cast<std::time_t>(ms_of(at) / 1'000))};
}

void add_extension(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  check(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

}  // namespace

struct DeviceAuthority::Inside {
  Certificate certificate;
  Key key;
};

DeviceAuthority::DeviceAuthority(const std::string& folder)
    : certificate_(file_text(folder + "/ca.crt")), inside_(std::make_unique<Inside>()) {
  // Refused where others may read it, as all our secrets are.
  static_cast<void>(read_secret(folder + "/ca.key"));
  const std::string key = file_text(folder + "/ca.key");
  inside_->certificate.reset(PEM_read_bio_X509(bytes_of(certificate_).get(), nullptr, nullptr, nullptr));
  inside_->key.reset(PEM_read_bio_PrivateKey(bytes_of(key).get(), nullptr, nullptr, nullptr));
  if (!inside_->certificate || !inside_->key ||
      X509_check_private_key(inside_->certificate.get(), inside_->key.get()) != 1) {
    throw std::runtime_error("In " + folder + ", ca.crt and ca.key are no certificate and its key.");
  }
}

DeviceAuthority::~DeviceAuthority() = default;

DeviceCertificate DeviceAuthority::issue(const DeviceId& device, const std::string& serial, Instant now) const {
  const Key key{EVP_EC_gen("P-256")};
  const Certificate made{X509_new()};
  check(key && made);
  X509* certificate = made.get();
  check(X509_set_version(certificate, X509_VERSION_3) == 1);
  check(X509_set_serialNumber(certificate, whole_of(serial).get()) == 1);
  check(X509_set1_notBefore(certificate, time_of(now - k_clock_behind).get()) == 1);
  check(X509_set1_notAfter(certificate, time_of(now + k_valid).get()) == 1);
  check(X509_set_issuer_name(certificate, X509_get_subject_name(inside_->certificate.get())) == 1);
  const std::string& name = device.text();
  check(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()),
                                   -1, 0) == 1);
  check(X509_set_pubkey(certificate, key.get()) == 1);
  add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, NID_ext_key_usage, "clientAuth");
  check(X509_sign(certificate, inside_->key.get(), EVP_sha256()) > 0);

  const Bytes shown{BIO_new(BIO_s_mem())};
  const Bytes secret{BIO_new(BIO_s_mem())};
  check(PEM_write_bio_X509(shown.get(), certificate) == 1);
  check(PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return {{serial, now, now + k_valid}, text_of(shown), text_of(secret)};
}

std::string DeviceAuthority::revocation_list(const std::vector<db::VoidCertificate>& voids, Instant now) const {
  const RevokedList made{X509_CRL_new()};
  X509_CRL* list = made.get();
  check(X509_CRL_set_version(list, X509_CRL_VERSION_2) == 1);
  check(X509_CRL_set_issuer_name(list, X509_get_subject_name(inside_->certificate.get())) == 1);
  check(X509_CRL_set1_lastUpdate(list, time_of(now - k_list_behind).get()) == 1);
  // A broker takes nobody once its list is out of date, so it never is.
  check(X509_CRL_set1_nextUpdate(list, time_of(now + k_valid).get()) == 1);
  for (const db::VoidCertificate& one : voids) {
    X509_REVOKED* entry = X509_REVOKED_new();
    check(X509_REVOKED_set_serialNumber(entry, whole_of(one.serial).get()) == 1);
    check(X509_REVOKED_set_revocationDate(entry, time_of(one.since).get()) == 1);
    check(X509_CRL_add0_revoked(list, entry) == 1);
  }
  check(X509_CRL_sort(list) == 1);
  check(X509_CRL_sign(list, inside_->key.get(), EVP_sha256()) > 0);
  const Bytes shown{BIO_new(BIO_s_mem())};
  check(PEM_write_bio_X509_CRL(shown.get(), list) == 1);
  return text_of(shown);
}

}  // namespace lamplight::server
