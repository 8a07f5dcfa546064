// Records that end, and what other departments are told, held to docs/openapi.json.
//
// Used by openapi_test.cpp, on the test's thread.
#pragma once

#include "tests/flow/described_api.h"

namespace lamplight::tests {

// A second record of the same person, joined to the first; a file; everything handed over; another one erased.
inline void end_records(Held& held, Web& desk, Web& admin, const std::string& resident) {
  const json other{
      {"id", "r-twice"}, {"name", "区婆"}, {"district", "d-1"}, {"place", {{"lat", 22.61}, {"lon", 113.19}}}};
  held.ask(desk, "POST /residents", {.body = other});
  CHECK_FALSE(held.ask(desk, "GET /residents/{id}/history", {.id = resident}).body["items"].empty());
  const std::string photo = "\x89PNG\r\n\x1A\n and the rest";
  const auto added = held.ask(desk, "POST /residents/{id}/files",
                              {.id = "r-twice", .query = "?kind=photo&name=x.png", .bytes = photo});
  const std::string file = added.body["id"];
  CHECK(held.ask(desk, "GET /residents/{id}/files", {.id = "r-twice"}).body["items"].size() == 1);
  CHECK(held.ask(desk, "GET /residents/{id}/files/{file}", {.id = "r-twice", .second = file}).text == photo);
  held.ask(desk, "DELETE /residents/{id}/files/{file}", {.id = "r-twice", .second = file});
  held.ask(admin, "GET /residents/{id}/export", {.id = resident});
  held.ask(admin, "GET /residents/{id}/export", {.id = resident, .headers = {{"Accept", "text/html"}}});
  held.ask(desk, "POST /residents/{id}/merge", {.id = resident, .body = {{"other", "r-twice"}}});
  held.ask(admin, "POST /residents/{id}/erase",
           {.id = "r-twice", .body = {{"confirm", "r-twice"}, {"reason", "asked for it"}}});
}

// Other departments' systems: what they read, and that they are told.
inline void exchange(Held& held, Web& desk, Web& admin) {
  held.ask(desk, "GET /fhir/metadata");
  const auto found = held.ask(desk, "GET /fhir/Observation", {.query = "?patient=r-described"});
  held.ask(desk, "GET /fhir/Observation/{id}", {.id = found.body["entry"][0]["resource"]["id"]});
  for (const char* type : {"Patient", "Device", "Encounter", "CareTeam", "Flag"}) {
    const std::string path = "GET /fhir/" + std::string(type);
    const std::string_view word(type);
    const std::string query = word == "CareTeam"  ? "?patient=r-described"
                              : word == "Patient" ? "?_id=r-described"
                                                  : "?_count=1";
    const auto page = held.ask(desk, path, {.query = query});
    INFO(type);
    if (!page.body.contains("entry")) continue;
    held.ask(desk, path + "/{id}", {.id = page.body["entry"][0]["resource"]["id"]});
  }
  const auto made =
      held.ask(admin, "POST /webhooks",
               {.body = {{"name", "x"}, {"url", "https://example.org/told"}, {"events", {"incident.reopened"}}}});
  held.ask(admin, "GET /webhooks");
  held.ask(admin, "GET /webhooks/{id}/deliveries", {.id = made.body["id"]});
  held.ask(admin, "DELETE /webhooks/{id}", {.id = made.body["id"]});
}

// Terms, and what is past them.
inline void keep_terms(Held& held, Web& admin) {
  held.change(admin, "PATCH /retention/{id}", {.id = "scores", .body = {{"days", 3'000}}});
  held.ask(admin, "GET /retention");
  held.ask(admin, "POST /retention/run");
}

}  // namespace lamplight::tests
