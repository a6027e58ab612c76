import hashlib
import hmac
import time


def verify(secret, headers, body, now=None):
    """Whether a call comes from your Carillon.

    `body` is its bytes as they arrived, `headers` a dict with lower-case names.
    """
    timestamp = headers.get("carillon-timestamp", "")
    # Older than five minutes: somebody may be playing an old call again.
    if not timestamp.isdigit() or abs((now or time.time()) - int(timestamp)) > 300:
        return False
    signed = timestamp.encode() + b"." + body
    mac = hmac.new(secret.encode(), signed, hashlib.sha256)
    expected = "v1=" + mac.hexdigest()
    given = headers.get("carillon-signature", "")
    return hmac.compare_digest(given.encode(), expected.encode())
