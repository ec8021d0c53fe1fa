"""moto with the same latency added to every call: python3 delayed.py PORT MILLISECONDS

Every answer says in Server-Timing how long the server took, latency included. What moto does not play answers as an account does
whose event history is empty, whose hosts have no SSM agent, and whose roles may do what IAM's simulator is asked about. POST /latency/MILLISECONDS changes the latency.
"""
import io
import json
import sys
import time
import urllib.parse

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, run_simple

EMPTY = {
    "LookupEvents": {"Events": []},
    "DescribeInstanceInformation": {"InstanceInformationList": []},
}


def allowed(form):
    """IAM's simulator: every action that is asked about is allowed, on every resource."""
    actions = [value for name, value in form if name.startswith("ActionNames.")]
    resources = [value for name, value in form if name.startswith("ResourceArns.")] or ["*"]
    results = "".join(f"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{resource}</EvalResourceName><EvalDecision>allowed</EvalDecision></member>"
                      for action in actions for resource in resources)
    return ("<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated>"
            f"<EvaluationResults>{results}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>").encode()


class Delayed:
    def __init__(self, application, seconds):
        self.application = application
        self.seconds = seconds

    def __call__(self, environment, start_response):
        path = environment["PATH_INFO"]
        if path.startswith("/latency/"):
            self.seconds = int(path.rsplit("/", 1)[1]) / 1000
            start_response("204 No Content", [])
            return [b""]

        began = time.perf_counter()
        time.sleep(self.seconds)
        answer = []

        def started(status, headers, *error):
            answer[:] = status, list(headers)

        operation = environment.get("HTTP_X_AMZ_TARGET", "").rsplit(".", 1)[-1]
        form = []
        if environment.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            asked = environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))
            environment["wsgi.input"] = io.BytesIO(asked)
            form = urllib.parse.parse_qsl(asked.decode())
        if ("Action", "SimulatePrincipalPolicy") in form:
            body = allowed(form)
            started("200 OK", [("Content-Type", "text/xml"), ("Content-Length", str(len(body)))])
        elif operation in EMPTY:
            environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))
            body = json.dumps(EMPTY[operation]).encode()
            started("200 OK", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(body)))])
        else:
            body = b"".join(self.application(environment, started))
        took = (time.perf_counter() - began) * 1000
        start_response(answer[0], answer[1] + [("Server-Timing", f"all;dur={took:.3f}")])
        return [body]


WSGIRequestHandler.protocol_version = "HTTP/1.1"
moto = DomainDispatcherApplication(create_backend_app)
moto.debug = True
run_simple("127.0.0.1", int(sys.argv[1]), Delayed(moto, int(sys.argv[2]) / 1000), threaded=True)
