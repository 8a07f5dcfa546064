// Names of methods.
#include "model/check.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
  }
  LAMPLIGHT_CHECK(false && "a method outside the enumeration");
}

}  // namespace lamplight::server::http
