"""The official Python clients' own signing functions, one JSON request a line in, one JSON answer a line out.

Nonce and time stand in the request, so nothing here is drawn or read from a clock.
"""

import base64
import json
import sys

from alibabacloud_tea_openapi.utils import Utils
from aliyunsdkcore.auth.algorithm import sha_hmac1
from aliyunsdkcore.auth.composer import rpc_signature_composer as core
from darabonba.request import DaraRequest

ALGORITHM = "ACS3-HMAC-SHA256"
string_to_sign_of_core = getattr(core, "__compose_string_to_sign")


def v3(asked):
    request = DaraRequest()
    request.method, request.pathname, request.query = asked["method"], asked["path"], asked["query"]
    request.headers = asked["headers"]
    payload = Utils.hash(base64.b64decode(asked["body"]), ALGORITHM).hex()
    request.headers["x-acs-content-sha256"] = payload
    return [Utils.get_authorization(request, ALGORITHM, payload, asked["id"], asked["secret"])]


def v1(asked):
    new = Utils.get_rpcsignature(asked["params"], asked["method"], asked["secret"])
    text = string_to_sign_of_core(asked["method"], asked["params"])
    return [new, sha_hmac1.get_sign_string(text, asked["secret"] + "&")]


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(v3(asked) if asked["scheme"] == "acs3" else v1(asked)), flush=True)
