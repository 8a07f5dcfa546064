// Walking the chain page by page; heads are taken only where their signature fits.
#include "server/audit_command.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "db/audit_chain.h"
#include "db/signature.h"
#include "server/clock.h"
#include "server/http/dossier_views.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_page = 5'000;
constexpr std::size_t k_hash_digits = 64;
constexpr Millis k_sealed_within{60'000};  // a row that is older and still open was kept from the sealer
constexpr int k_whole = 0;
constexpr int k_not_whole = 1;
constexpr int k_unreadable = 78;

// The public keys of this town: what was signed before the master key was renewed is signed by it as well.
std::vector<std::string> public_keys_of(const Settings& settings) {
  const auto masters = db::read_key_lines(settings.column_key_file);
  if (!masters) throw std::runtime_error(masters.error());
  std::vector<std::string> keys;
  for (const db::SealKey& master : masters.value()) keys.push_back(db::public_key_of(master));
  std::ifstream retired(db::retired_keys_file(settings.column_key_file));
  for (std::string line; std::getline(retired, line);) keys.push_back(line);
  return keys;
}

bool signed_by_one(const std::vector<std::string>& keys, const std::string& text, const std::string& signature) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return db::signature_fits(key, text, signature); });
}

db::ChainHead head_of(const std::string& seq, const std::string& hash) {
  const bool digits = !seq.empty() && seq.size() < 19 && seq.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || hash.size() != k_hash_digits) throw std::runtime_error("\"" + seq + ":" + hash + "\" is no head.");
  return {std::stoll(seq), hash};
}

// The heads of a file of published lines; what does not carry our signature is a fault of its own.
std::vector<db::ChainHead> heads_in(const std::string& path, const std::vector<std::string>& public_keys,
                                    std::vector<db::ChainFault>& faults) {
  std::vector<db::ChainHead> heads;
  if (path.empty()) return heads;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("The file of heads " + path + " can't be read.");
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::istringstream words(line);
    std::string at, seq, hash, signature;
    words >> at >> seq >> hash >> signature;
    if (signed_by_one(public_keys, at + " " + seq + " " + hash, signature)) {
      heads.push_back(head_of(seq, hash));
    } else {
      faults.push_back({0, "line " + std::to_string(number) + " of " + path + " is not signed by this town"});
    }
  }
  return heads;
}

std::vector<db::ChainFault> walk(db::AuditChain& chain, std::vector<db::ChainHead> kept, std::int64_t& rows) {
  db::ChainCheck check(std::move(kept));
  std::int64_t after = -1;
  for (;;) {
    const auto page = chain.sealed(after, k_page);
    if (!page) throw std::runtime_error("The audit trail can't be read.");
    for (const db::SealedRow& row : page.value()) check.next(row);
    if (page.value().size() < k_page) break;
    after = page.value().back().seq;
  }
  rows = check.rows();
  return check.finish();
}

int verify(const Settings& settings, const VerifyWish& wish, std::ostream& out) {
  std::vector<db::ChainFault> faults;
  const std::string& file = wish.heads_file.empty() ? settings.audit_heads_file : wish.heads_file;
  auto kept = heads_in(file, public_keys_of(settings), faults);
  for (const std::string& head : wish.heads) {
    const std::size_t colon = std::min(head.find(':'), head.size());
    kept.push_back(head_of(head.substr(0, colon), head.substr(std::min(colon + 1, head.size()))));
  }
  const std::size_t heads = kept.size();
  db::Pool pool(settings.database, db::Purpose::administration, 1);
  db::AuditChain chain(pool);
  std::int64_t rows = 0;
  for (db::ChainFault& fault : walk(chain, std::move(kept), rows)) faults.push_back(std::move(fault));
  const auto open = chain.unsealed();
  if (!open) throw std::runtime_error("The audit trail can't be read.");
  if (open.value().oldest && Clock{}.now() - *open.value().oldest > k_sealed_within) {
    faults.push_back({0, std::to_string(open.value().count) + " rows are not sealed, the oldest of " +
                             to_rfc3339(*open.value().oldest)});
  }
  for (const db::ChainFault& fault : faults) out << fault.what << "\n";
  out << rows << " sealed rows, " << heads << " kept heads, " << open.value().count << " rows to seal: "
      << (faults.empty() ? "whole" : "NOT whole") << "\n";
  return faults.empty() ? k_whole : k_not_whole;
}

}  // namespace

int run_audit_verify(const Settings& settings, const VerifyWish& wish, std::ostream& out, std::ostream& err) {
  try {
    return verify(settings, wish, out);
  } catch (const std::runtime_error& error) {
    err << "lamplight-server: " << error.what() << "\n";
    return k_unreadable;
  }
}

int run_audit_check(const Settings& settings, const std::string& file, const std::string& public_key,
                    std::ostream& out, std::ostream& err) {
  try {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("The file " + file + " can't be read.");
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    const auto parts = http::signed_parts(text);
    if (!parts) throw std::runtime_error("The file " + file + " is no dossier.");
    const auto keys = public_key.empty() ? public_keys_of(settings) : std::vector<std::string>{public_key};
    const bool fits = signed_by_one(keys, parts->dossier, parts->signature);
    out << file << (fits ? " is as it was signed\n" : " is NOT as it was signed, or by another town\n");
    return fits ? k_whole : k_not_whole;
  } catch (const std::runtime_error& error) {
    err << "lamplight-server: " << error.what() << "\n";
    return k_unreadable;
  }
}

}  // namespace lamplight::server
