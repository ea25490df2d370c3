"""A client of the platform in Python's standard library alone, written from the platform's description
and not from this package: what it signs, the sandbox has to take.

Usage: client.py URL APPKEY SECRET. Prints a line for each operation, and ends with 1 at the first surprise.
"""

import hashlib
import json
import random
import sys
import time
import urllib.request

URL, APPKEY, SECRET = sys.argv[1:4]


def signature(params):
    given = {name: value for name, value in params.items() if name != "sign" and value not in (None, "")}
    text = "&".join(f"{name}={given[name]}" for name in sorted(given)) + f"&secret={SECRET}"
    return hashlib.sha1(text.encode("utf-8")).hexdigest().upper()


def call(path, wanted="200", **params):
    params.update(appkey=APPKEY, timestamp=int(time.time()), nonce=random.randint(10000, 99999))
    params["sign"] = signature(params)
    body = json.dumps(params, ensure_ascii=False).encode("utf-8")
    headers = {"Content-Type": "application/json;charset=utf-8"}
    request = urllib.request.Request(f"{URL}/api/v3/{path}", data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        answer = json.load(response)
    if str(answer["code"]) != wanted:
        sys.exit(f"{path}: {wanted} was expected, not {answer}")
    print(path, answer["code"])
    return answer


def data(path, **params):
    return call(path, **params)["data"]


# The description's own example, before anything is sent.
EXAMPLE = {"appkey": "000001", "timestamp": 1556595508, "nonce": 24523, "userName": "wx", "age": "24", "sex": "1"}
if SECRET == "a1b1c1d1" and signature(EXAMPLE) != "963A56BAEBED746F2746E4D9B3B77BE0F2E171E7":
    sys.exit("the published example is signed otherwise")

before = float(data("agent/balance")["balance"])
cards = data("card/getAllCardInfo", pageNum="1", pageSize=500, cardStatus="ACTIVATION_READY_NAME")["cardInfoList"]
iccid = cards[0]["iccid"]
assert data("card/getCardsInfo", iccid=iccid)["iccid"] == iccid
assert data("card/product", iccid=iccid)["productCode"] == cards[0]["productCode"]
offer = data("package/listOrderPackageByIccid", iccid=iccid)[0]
assert data("package/queryOrderPackageByPackageCode", packageCode=offer["packageCode"])
order = data("package/orderPackage", iccid=iccid, packageCode=offer["packageCode"], outTradeNo="python-1")
number = str(order["orderId"])
call("package/orderPackage", wanted="42002", iccid=iccid, packageCode=offer["packageCode"], outTradeNo="python-1")
assert data("package/queryPackage", iccid=iccid, orderId=number)["status"] == 1
records = call("package/packageOrderRecord", iccid=iccid, page=1, pageSize=10)
assert records["total"] == 1 and str(records["data"][0]["orderId"]) == number
details = data("package/getOrderPackageDetails", outTradeNoArrStr="python-1", state=0, page=1, pageSize=50)
assert [one["outTradeNo"] for one in details] == ["python-1"]
assert float(data("agent/balance")["balance"]) < before
assert float(data("package/queryRefundAmount", iccid=iccid, orderId=number)["amount"]) > 0
# Text beyond ASCII, and characters that a canonical string does not escape.
call("package/refundPackage", iccid=iccid, orderId=number, remark="用户要求 & a=b")
assert data("package/queryPackage", iccid=iccid, orderId=number)["status"] == -1
assert float(data("agent/balance")["balance"]) == before
assert data("outputApi/queryCardNumber")
call("card/getCardsInfo", wanted="41002", iccid="x")
