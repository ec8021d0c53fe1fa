"""Tells, as JSON, what an AWS account shows of a drill: through boto3, which knows nothing of the software under test."""

import base64
import json
import sys
import urllib.parse
import urllib.request

import boto3
from botocore.exceptions import ClientError

# And which parts are asked for; none: all.
endpoint, evidence_bucket = sys.argv[1:3]


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                        aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


iam, ec2, s3 = client("iam"), client("ec2"), client("s3")


def or_none(ask, field):
    """What was never set is answered by an error."""
    try:
        return ask()[field]
    except ClientError:
        return None


def users():
    found = {}
    for user in iam.list_users()["Users"]:
        name = user["UserName"]
        keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
        policies = iam.list_user_policies(UserName=name)["PolicyNames"]
        found[name] = {
            "keys": {key["AccessKeyId"]: key["Status"] for key in keys},
            "policies": {policy: iam.get_user_policy(UserName=name, PolicyName=policy)["PolicyDocument"] for policy in policies},
            "attached": iam.list_attached_user_policies(UserName=name)["AttachedPolicies"],
            "groups": [group["GroupName"] for group in iam.list_groups_for_user(UserName=name)["Groups"]],
            "console": or_none(lambda: iam.get_login_profile(UserName=name), "LoginProfile"),
            "factors": [device["SerialNumber"] for device in iam.list_mfa_devices(UserName=name)["MFADevices"]],
        }
    return found


def roles():
    found = {}
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        policies = iam.list_role_policies(RoleName=name)["PolicyNames"]
        found[name] = {policy: iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"] for policy in policies}
    return found


def trusts():
    return {role["RoleName"]: {"trust": role["AssumeRolePolicyDocument"], "attached": iam.list_attached_role_policies(RoleName=role["RoleName"])["AttachedPolicies"]}
            for role in iam.list_roles()["Roles"]}


def instances():
    groups = {group["GroupId"]: group for group in ec2.describe_security_groups()["SecurityGroups"]}
    # moto's hosts do not follow a profile that is replaced; its associations do.
    profiles = {one["InstanceId"]: one["IamInstanceProfile"]["Arn"] for one in ec2.describe_iam_instance_profile_associations()["IamInstanceProfileAssociations"]}
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
                "whenShutDown": ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="instanceInitiatedShutdownBehavior")["InstanceInitiatedShutdownBehavior"]["Value"],
                "deletedWithIt": {mapping["DeviceName"]: mapping["Ebs"]["DeleteOnTermination"] for mapping in instance.get("BlockDeviceMappings", [])},
                "profile": profiles.get(instance["InstanceId"], instance.get("IamInstanceProfile", {}).get("Arn")),
            })
    return found


def interfaces():
    return {interface["NetworkInterfaceId"]: {
        "host": interface.get("Attachment", {}).get("InstanceId"),
        "groups": sorted(group["GroupId"] for group in interface["Groups"]),
    } for interface in ec2.describe_network_interfaces()["NetworkInterfaces"]}


def groups():
    return {group["GroupId"]: {"name": group["GroupName"], "in": group["IpPermissions"], "out": group["IpPermissionsEgress"]}
            for group in ec2.describe_security_groups()["SecurityGroups"]}


def serving():
    """Who sends work to which host."""
    scaling, balancing, classic = client("autoscaling"), client("elbv2"), client("elb")
    return {
        "scaling": {group["AutoScalingGroupName"]: {
            "desired": group["DesiredCapacity"],
            "members": {member["InstanceId"]: member["LifecycleState"] for member in group["Instances"]},
        } for group in scaling.describe_auto_scaling_groups()["AutoScalingGroups"]},
        "targets": {group["TargetGroupName"]: [
            target["Target"] for target in balancing.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"] if target["TargetHealth"]["State"] != "draining"
        ] for group in balancing.describe_target_groups()["TargetGroups"]},
        "classic": {balancer["LoadBalancerName"]: [one["InstanceId"] for one in balancer["Instances"]]
                    for balancer in classic.describe_load_balancers()["LoadBalancerDescriptions"]},
    }


def snapshots():
    return [{"volume": snapshot["VolumeId"], "tags": {tag["Key"]: tag["Value"] for tag in snapshot.get("Tags", [])}}
            for snapshot in ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]]


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
    """The operations in the order in which the server itself recorded them; S3's and other paths' as method and path."""
    with urllib.request.urlopen(f"{endpoint}/moto-api/recorder/download-recording") as answer:
        text = answer.read().decode()
    for call in recorded(text):
        path = urllib.parse.urlsplit(call["url"]).path
        if path.startswith("/moto-api/"):
            continue
        body = call.get("body") or ""
        if call.get("body_encoded"):
            body = base64.b64decode(body).decode(errors="replace")
        form = dict(urllib.parse.parse_qsl(body)) if "Action=" in body else {}
        target = next((value for name, value in call["headers"].items() if name.lower() == "x-amz-target"), None)
        name = form.get("Action") or (target.split(".")[-1] if target else f"{call['method']} {path}")
        # What is only asked, before a step, changes nothing and has no place in the order.
        if form.get("DryRun") != "true":
            yield name, form, call["headers"].get("User-Agent", "")


def names():
    return [name for name, _, _ in calls()]


def unnarrowed():
    """What our own calls asked for of all hosts, volumes, interfaces, snapshots or members at once, because they named none."""
    lists = {"DescribeInstances", "DescribeVolumes", "DescribeNetworkInterfaces", "DescribeSnapshots", "DescribeAutoScalingInstances", "DescribeInstanceStatus"}
    return sorted({name for name, form, agent in calls() if name in lists and "dotnet" in agent
                   and not any(key.split(".")[0] in ("InstanceId", "InstanceIds", "VolumeId", "SnapshotId", "NetworkInterfaceId", "Filter") for key in form)})


parts = {
    "users": users, "roles": roles, "trusts": trusts, "instances": instances, "interfaces": interfaces, "groups": groups, "serving": serving,
    "snapshots": snapshots, "buckets": buckets, "evidence": evidence, "calls": names, "unnarrowed": unnarrowed,
}
print(json.dumps({part: parts[part]() for part in sys.argv[3:] or parts}, default=str))
