# The town's authority for devices' certificates, and the broker's own certificate. Sourced by ./lamplight.
#
# secrets/authority/ca.key opens every door of the broker: whoever has it can make himself any device. It is
# made once and stays; the broker's certificate is renewed with it.

authority_days=7300

# make_authority: both where they are missing; an interrupted attempt leaves nothing that counts.
make_authority() {
  local folder=$state/secrets/authority fresh
  [[ ! -s $folder/broker.crt ]] || return 0
  say "Making the devices' certificate authority 正在建立设备证书机构"
  fresh=$folder.new
  rm -rf "$fresh" && mkdir -p "$fresh" || return 1
  (
    umask 077
    cd "$fresh" || exit 1
    printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n' >broker.extensions
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$authority_days" \
      -subj "/CN=Lamplight devices of this town" -keyout ca.key -out ca.crt \
      -addext keyUsage=critical,keyCertSign,cRLSign &&
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=lamplight broker" \
        -keyout broker.key -out broker.request &&
      openssl x509 -req -in broker.request -CA ca.crt -CAkey ca.key -CAcreateserial -days "$authority_days" \
        -extfile broker.extensions -out broker.crt &&
      rm -f broker.request broker.extensions
  ) >"$state/log/authority.log" 2>&1 </dev/null 9>&- || {
    warn "The certificate authority could not be made; the end of $state/log/authority.log:"
    last_words authority
    return 1
  }
  rm -rf "$folder" && mv "$fresh" "$folder"
}
