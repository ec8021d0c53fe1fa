"""Tells, as JSON, what an AWS account shows of a drill: through boto3, which knows nothing of the software under test."""

import base64
import json
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

endpoint, evidence_bucket = sys.argv[1:3]


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                        aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


iam, ec2, s3 = client("iam"), client("ec2"), client("s3")


def users():
    found = {}
    for user in iam.list_users()["Users"]:
        name = user["UserName"]
        keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
        policies = iam.list_user_policies(UserName=name)["PolicyNames"]
        found[name] = {
            "keys": {key["AccessKeyId"]: key["Status"] for key in keys},
            "policies": {policy: iam.get_user_policy(UserName=name, PolicyName=policy)["PolicyDocument"] for policy in policies},
        }
    return found


def roles():
    found = {}
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        policies = iam.list_role_policies(RoleName=name)["PolicyNames"]
        found[name] = {policy: iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"] for policy in policies}
    return found


def instances():
    groups = {group["GroupId"]: group for group in ec2.describe_security_groups()["SecurityGroups"]}
    found = []
    for reservation in ec2.describe_instances()["Reservations"]:
        for instance in reservation["Instances"]:
            protected = ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="disableApiTermination")
            found.append({
                "id": instance["InstanceId"],
                "state": instance["State"]["Name"],
                "volumes": [mapping["Ebs"]["VolumeId"] for mapping in instance.get("BlockDeviceMappings", [])],
                "interfaces": [[groups[group["GroupId"]]["GroupName"] for group in interface["Groups"] if group["GroupId"] in groups] for interface in instance["NetworkInterfaces"]],
                "egress": [rule for interface in instance["NetworkInterfaces"] for group in interface["Groups"] if group["GroupId"] in groups for rule in groups[group["GroupId"]]["IpPermissionsEgress"]],
                "terminationProtected": protected["DisableApiTermination"]["Value"],
            })
    return found


def snapshots():
    return [{"volume": snapshot["VolumeId"], "tags": {tag["Key"]: tag["Value"] for tag in snapshot.get("Tags", [])}}
            for snapshot in ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]]


def or_none(ask, field):
    """What was never set is answered by an error."""
    try:
        return ask()[field]
    except ClientError:
        return None


def buckets():
    return {bucket["Name"]: {
        "policy": or_none(lambda: s3.get_bucket_policy(Bucket=bucket["Name"]), "Policy"),
        "publicAccess": or_none(lambda: s3.get_public_access_block(Bucket=bucket["Name"]), "PublicAccessBlockConfiguration"),
    } for bucket in s3.list_buckets()["Buckets"]}


def evidence():
    found = []
    if evidence_bucket not in buckets():
        return found
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=evidence_bucket):
        for item in page.get("Contents", []):
            head = s3.head_object(Bucket=evidence_bucket, Key=item["Key"])
            found.append({"key": item["Key"], "mode": head.get("ObjectLockMode"), "until": str(head.get("ObjectLockRetainUntilDate"))})
    return found


def recorded(text):
    """The recorder ends a line in a second write, so two calls at once may stand in one line."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        else:
            call, at = decoder.raw_decode(text, at)
            yield call


def calls():
    """The operations in the order in which the server itself recorded them."""
    with urllib.request.urlopen(f"{endpoint}/moto-api/recorder/download-recording") as answer:
        text = answer.read().decode()
    names = []
    for call in recorded(text):
        body = call.get("body") or ""
        if call.get("body_encoded"):
            body = base64.b64decode(body).decode(errors="replace")
        action = next((part[7:] for part in body.split("&") if part.startswith("Action=")), None)
        # What is only asked, before a step, changes nothing and has no place in the order.
        if action and "DryRun=true" not in body:
            names.append(action)
    return names


print(json.dumps({"users": users(), "roles": roles(), "instances": instances(), "snapshots": snapshots(), "buckets": buckets(), "evidence": evidence(), "calls": calls()}, default=str))
