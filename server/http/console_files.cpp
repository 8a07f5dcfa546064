// Reading the folder once, answering from memory.
#include "server/http/console_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/digest.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> k_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".yaml", "application/yaml"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
}};

// How the build compresses, and how those files' names end; the smallest first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> k_codings{{{"br", ".br"}, {"gzip", ".gz"}}};

constexpr std::string_view k_no_console = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lamplight</title>
<h1>Lamplight</h1>
<p>The console has not been built. The API answers under <code>/api/v1</code>.</p>
<p lang="zh-CN">控制台尚未构建。接口位于 <code>/api/v1</code>。</p>
</html>
)";

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_coded(std::string_view path) {
  return std::any_of(k_codings.begin(), k_codings.end(), [&](const auto& one) { return path.ends_with(one.second); });
}

std::string etag_of(const std::string& bytes) {
  return "\"" + digest_of({bytes}) + "\"";
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "q=0", "q=0.0", "q=0.000": not at all.
bool is_refusal(std::string_view weight) {
  return weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

// A file that is asked for by name, not a place inside the console.
bool names_a_file(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

ConsoleFiles::ConsoleFiles(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code fault;
  for (auto entry = fs::recursive_directory_iterator(folder, fault);
       !fault && entry != fs::recursive_directory_iterator(); entry.increment(fault)) {
    if (!entry->is_regular_file(fault)) continue;
    const std::string path = "/" + fs::relative(entry->path(), folder, fault).generic_string();
    if (is_coded(path)) continue;
    File file;
    file.content_type = content_type_of(path);
    file.plain.bytes = read_whole(entry->path());
    file.plain.etag = etag_of(file.plain.bytes);
    file.lasting = path.starts_with("/assets/");
    for (const auto& [coding, ending] : k_codings) {
      std::string bytes = read_whole(entry->path().string() + std::string(ending));
      if (bytes.empty()) continue;
      std::string etag = etag_of(bytes);
      file.coded.push_back({std::string(coding), std::move(bytes), std::move(etag)});
    }
    files_[path] = std::move(file);
  }
  if (!files_.contains("/index.html")) {
    files_["/index.html"] = {
        std::string(content_type_of(".html")), {"", std::string(k_no_console), "\"none\""}, {}, false};
  }
}

const ConsoleFiles::Form& ConsoleFiles::form_for(const File& file, std::string_view accept_encoding) {
  for (const Form& form : file.coded) {
    if (takes_coding(accept_encoding, form.coding)) return form;
  }
  return file.plain;
}

Answer ConsoleFiles::answer(std::string_view path, std::string_view if_none_match,
                            std::string_view accept_encoding) const {
  std::string wanted(path);
  if (wanted.ends_with('/')) wanted += "index.html";
  auto found = files_.find(wanted);
  // A place inside the console belongs to the page of the nearest folder: /desk/incidents/7 to /desk/.
  while (found == files_.end() && !names_a_file(path) && !wanted.empty()) {
    found = files_.find(wanted + "/index.html");
    wanted.erase(wanted.rfind('/') == std::string::npos ? 0 : wanted.rfind('/'));
  }
  if (found == files_.end() && !names_a_file(path)) found = files_.find("/index.html");
  if (found == files_.end()) return answer_of(not_found());
  const File& file = found->second;
  const Form& form = form_for(file, accept_encoding);
  Answer answer;
  answer.headers.emplace_back("ETag", form.etag);
  answer.headers.emplace_back("Cache-Control", file.lasting ? "public, max-age=31536000, immutable" : "no-cache");
  // Whoever keeps it on the way keeps each form for those who take it.
  if (!file.coded.empty()) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (if_none_match == form.etag) {
    answer.status = 304;
    return answer;
  }
  if (!form.coding.empty()) answer.headers.emplace_back("Content-Encoding", form.coding);
  answer.content_type = file.content_type;
  answer.body = form.bytes;
  return answer;
}

bool takes_coding(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view one = accept_encoding.substr(0, comma);
    const std::size_t semicolon = one.find(';');
    if (trimmed(one.substr(0, semicolon)) == coding) {
      return semicolon == std::string_view::npos || !is_refusal(trimmed(one.substr(semicolon + 1)));
    }
    if (comma == std::string_view::npos) return false;
    accept_encoding.remove_prefix(comma + 1);
  }
  return false;
}

std::string_view content_type_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view ending = dot == std::string_view::npos ? std::string_view() : path.substr(dot);
  for (const auto& [known, type] : k_types) {
    if (known == ending) return type;
  }
  return "application/octet-stream";
}

}  // namespace lamplight::server::http
