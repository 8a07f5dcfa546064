// Reading the folder once, answering from memory.
#include "server/http/console_files.h"

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
    File file;
    file.content_type = content_type_of(path);
    file.bytes = read_whole(entry->path());
    file.etag = "\"" + digest_of({file.bytes}) + "\"";
    file.lasting = path.starts_with("/assets/");
    files_[path] = std::move(file);
  }
  if (!files_.contains("/index.html")) {
    files_["/index.html"] = {std::string(content_type_of(".html")), std::string(k_no_console), "\"none\"", false};
  }
}

Answer ConsoleFiles::answer(std::string_view path, std::string_view if_none_match) const {
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
  Answer answer;
  answer.headers.emplace_back("ETag", file.etag);
  answer.headers.emplace_back("Cache-Control", file.lasting ? "public, max-age=31536000, immutable" : "no-cache");
  if (if_none_match == file.etag) {
    answer.status = 304;
    return answer;
  }
  answer.content_type = file.content_type;
  answer.body = file.bytes;
  return answer;
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
