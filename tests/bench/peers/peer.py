"""The official Python clients under the bench's orders: `pages S`, `v3 S`, `v1 S`, `v1core S`, one JSON line each.

Every loop does what a person would write with the client, and no more. Time spent is the process's own CPU time.
"""

import json
import sys
import time
from importlib.metadata import version

from Tea.core import TeaCore  # noqa: F401  (loaded by the client anyway; keeps import time out of the rounds)
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.utils import Utils
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from aliyunsdkcore.auth.composer import rpc_signature_composer
from darabonba.request import DaraRequest
from darabonba.runtime import RuntimeOptions

KEY_ID = "LTAI5tSoarboardFake0001"
SECRET = "soarboardFakeSecretForVectors01"
ACTION, VERSION, SIZE = "DescribeThings", "2018-12-03", 50
HOST = "sas.cn-hangzhou.aliyuncs.com"


def client(address):
    return Client(Config(access_key_id=KEY_ID, access_key_secret=SECRET, endpoint=address, protocol="http",
                         region_id="cn-hangzhou"))


def pages(caller, total, seconds):
    params = Params(action=ACTION, version=VERSION, protocol="HTTP", pathname="/", method="POST", auth_type="AK",
                    style="RPC", req_body_type="formData", body_type="json")
    runtime = RuntimeOptions()
    rows, page, done = [], 1, 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        request = OpenApiRequest(query={"PageNumber": str(page), "PageSize": str(SIZE)})
        body = caller.call_api(params, request, runtime)["body"]
        rows.extend(body["Items"])
        assert body["TotalCount"] == total and len(body["Items"]) == SIZE
        page, done = page + 1, done + 1
        if len(rows) >= 50_000:
            rows.clear()
    return done


def parameters():
    return {"PageNumber": "7", "PageSize": "50", "Lang": "zh", "Uuids.1": "a b/c", "Uuids.2": "节点"}


def v3():
    request = DaraRequest()
    request.method, request.pathname, request.query = "POST", "/", parameters()
    payload = Utils.hash(b"", "ACS3-HMAC-SHA256").hex()
    request.headers = {
        "host": HOST, "x-acs-version": VERSION, "x-acs-action": ACTION, "x-acs-date": Utils.get_timestamp(),
        "x-acs-signature-nonce": Utils.get_nonce(), "accept": "application/json", "x-acs-content-sha256": payload,
    }
    request.headers["Authorization"] = Utils.get_authorization(request, "ACS3-HMAC-SHA256", payload, KEY_ID, SECRET)
    return request


def v1():
    query = parameters()
    query.update({
        "Action": ACTION, "Format": "json", "Version": VERSION, "Timestamp": Utils.get_timestamp(),
        "SignatureNonce": Utils.get_nonce(), "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0",
        "AccessKeyId": KEY_ID,
    })
    query["Signature"] = Utils.get_rpcsignature(query, "POST", SECRET)
    return query


def v1core():
    query = parameters()
    query.update({"Action": ACTION, "Version": VERSION})
    return rpc_signature_composer.get_signed_url(query, KEY_ID, SECRET, "JSON", "POST", {})


def repeated(one, seconds):
    done = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for _ in range(50):
            one()
        done += 50
    return done


def main():
    caller = client(sys.argv[1])
    total = int(sys.argv[2])
    names = ["alibabacloud-tea-openapi", "aliyun-python-sdk-core"]
    versions = {"python": sys.version.split()[0], **{name: version(name) for name in names}}
    print(json.dumps(versions), flush=True)
    jobs = {"v3": v3, "v1": v1, "v1core": v1core}
    for line in sys.stdin:
        word, seconds = line.split()
        started, spent = time.perf_counter(), time.process_time()
        if word == "pages":
            done = pages(caller, total, float(seconds))
        else:
            done = repeated(jobs[word], float(seconds))
        answer = {"done": done, "seconds": time.perf_counter() - started, "cpu": time.process_time() - spent}
        print(json.dumps(answer), flush=True)


main()
