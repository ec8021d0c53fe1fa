"""The runbook as a script, one call after the other: python3 by_hand.py ENDPOINT KEY USER ROLE HOST TRAIL_BUCKET EVIDENCE_BUCKET FOLDER

Revoke, quarantine, snapshot, export, ticket, page: the usual order, which loses what the quarantine disturbs. The credentials are the
environment's. Prints the seconds from start to contained (keys, sessions, host) and to the page.
"""
import datetime
import json
import pathlib
import sys
import time

import boto3

endpoint, key, user, role, host, trail, evidence, folder = sys.argv[1:]


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1")


iam, ec2, s3 = client("iam"), client("ec2"), client("s3")
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

# Export.
until = now + datetime.timedelta(days=1)
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=trail)
for item in [item for page in pages for item in page.get("Contents", [])]:
    target = f"by-hand/{item['Key']}"
    version = s3.copy_object(Bucket=evidence, Key=target, CopySource={"Bucket": trail, "Key": item["Key"]})["VersionId"]
    s3.put_object_retention(
        Bucket=evidence, Key=target, VersionId=version, Retention={"Mode": "COMPLIANCE", "RetainUntilDate": until}
    )
preserved = time.perf_counter() - began

# Ticket and page.
pathlib.Path(folder, "ticket.md").write_text(f"# {key} of {user}\n\n- {role}, {host} contained\n", encoding="utf-8")
pathlib.Path(folder, "page.md").write_text(f"# {key} of {user} contained\n", encoding="utf-8")
print(json.dumps({"contained": contained, "preserved": preserved, "paged": time.perf_counter() - began}))
