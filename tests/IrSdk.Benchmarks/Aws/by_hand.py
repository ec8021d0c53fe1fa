"""The runbook as a script, one call after the other: python3 by_hand.py ENDPOINT KEY USER ROLE HOST TRAIL_BUCKET EVIDENCE_BUCKET FOLDER

Revoke, quarantine, snapshot, export, ticket, page: the usual order, which loses what the quarantine disturbs. The credentials are the
environment's. It makes the calls that our response makes, read-backs and hashes among them. Prints the seconds from start to contained
(keys, sessions, host), to preserved and to the page, and how many calls it made.
"""
import datetime
import hashlib
import json
import pathlib
import sys
import time

import boto3

endpoint, key, user, role, host, trail, evidence, folder = sys.argv[1:]


calls = 0


def counted(**_):
    global calls
    calls += 1


def client(service):
    made = boto3.client(service, endpoint_url=endpoint, region_name="us-east-1")
    made.meta.events.register("before-send", counted)
    return made


iam, ec2, s3, ssm, cloudtrail = client("iam"), client("ec2"), client("s3"), client("ssm"), client("cloudtrail")
began = time.perf_counter()
now = datetime.datetime.now(datetime.timezone.utc)
older = {"DateLessThan": {"aws:TokenIssueTime": now.strftime("%Y-%m-%dT%H:%M:%SZ")}}


def deny(**condition):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*", **condition}]})


# Revoke.
iam.update_access_key(UserName=user, AccessKeyId=key, Status="Inactive")
iam.put_user_policy(UserName=user, PolicyName="incident-deny", PolicyDocument=deny())
iam.put_role_policy(RoleName=role, PolicyName="AWSRevokeOlderSessions", PolicyDocument=deny(Condition=older))

# Quarantine.
instance = ec2.describe_instances(InstanceIds=[host])["Reservations"][0]["Instances"][0]
group = ec2.create_security_group(GroupName="quarantine", Description="No way out", VpcId=instance["VpcId"])["GroupId"]
egress = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
ec2.revoke_security_group_egress(GroupId=group, IpPermissions=egress)
for interface in instance["NetworkInterfaces"]:
    ec2.modify_network_interface_attribute(NetworkInterfaceId=interface["NetworkInterfaceId"], Groups=[group])
contained = time.perf_counter() - began

# Snapshot.
ec2.modify_instance_attribute(InstanceId=host, DisableApiTermination={"Value": True})
tags = [{"ResourceType": "snapshot", "Tags": [{"Key": "incident", "Value": "by-hand"}]}]
ec2.create_snapshots(InstanceSpecification={"InstanceId": host, "ExcludeBootVolume": False}, TagSpecifications=tags)

# Capture the processes, which takes an agent.
ssm.describe_instance_information(Filters=[{"Key": "InstanceIds", "Values": [host]}])

# Export.
until = now + datetime.timedelta(days=1)
lock = {"Mode": "COMPLIANCE", "RetainUntilDate": until}


def locked(target, version):
    s3.put_object_retention(Bucket=evidence, Key=target, VersionId=version, Retention=lock)
    assert s3.head_object(Bucket=evidence, Key=target, VersionId=version)["ObjectLockMode"] == "COMPLIANCE"


def kept(name, what):
    content = json.dumps(what, default=str).encode()
    locked(f"by-hand/{name}", s3.put_object(Bucket=evidence, Key=f"by-hand/{name}", Body=content)["VersionId"])


owner = [iam.get_user(UserName=user), iam.list_access_keys(UserName=user), iam.get_access_key_last_used(AccessKeyId=key)]
owner += [iam.list_user_policies(UserName=user), iam.list_attached_user_policies(UserName=user), iam.list_groups_for_user(UserName=user)]
kept("user.json", owner + [iam.list_mfa_devices(UserName=user), iam.list_user_tags(UserName=user)])
kept("role.json", [iam.get_role(RoleName=role), iam.list_role_policies(RoleName=role), iam.list_attached_role_policies(RoleName=role)])
kept("flows.json", ec2.describe_flow_logs(Filters=[{"Name": "resource-id", "Values": [instance["VpcId"]]}]))
cloudtrail.describe_trails()
hashes = {}
for folder_of_logs in ("CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight"):
    s3.list_objects_v2(Bucket=trail, Prefix=f"AWSLogs/{folder_of_logs}/", Delimiter="/")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=trail)
for item in [item for page in pages for item in page.get("Contents", [])]:
    target = f"by-hand/{item['Key']}"
    version = s3.copy_object(Bucket=evidence, Key=target, CopySource={"Bucket": trail, "Key": item["Key"]})["VersionId"]
    locked(target, version)
    hashes[target] = hashlib.sha256(s3.get_object(Bucket=evidence, Key=target, VersionId=version)["Body"].read()).hexdigest()
cloudtrail.lookup_events(StartTime=now - datetime.timedelta(minutes=20), EndTime=now)
kept("contents.json", hashes)
preserved = time.perf_counter() - began

# Ticket and page.
pathlib.Path(folder, "ticket.md").write_text(f"# {key} of {user}\n\n- {role}, {host} contained\n", encoding="utf-8")
pathlib.Path(folder, "page.md").write_text(f"# {key} of {user} contained\n", encoding="utf-8")
print(json.dumps({"contained": contained, "preserved": preserved, "paged": time.perf_counter() - began, "calls": calls}))
