using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

/// <summary>IAM, with the names of the official package, which can replace it.</summary>
internal sealed class AmazonIdentityManagementServiceClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("IAM", "iam", "iam", WireProtocol.Query) { ApiVersion = "2010-05-08", IsGlobal = true };

    public Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default) => CallAsync<GetUserResponse>(request, cancellationToken);

    public Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default) => CallAsync<ListUsersResponse>(request, cancellationToken);

    public Task<ListGroupsForUserResponse> ListGroupsForUserAsync(ListGroupsForUserRequest request, CancellationToken cancellationToken = default) => CallAsync<ListGroupsForUserResponse>(request, cancellationToken);

    public Task<ListAccessKeysResponse> ListAccessKeysAsync(ListAccessKeysRequest request, CancellationToken cancellationToken = default) => CallAsync<ListAccessKeysResponse>(request, cancellationToken);

    public Task<GetAccessKeyLastUsedResponse> GetAccessKeyLastUsedAsync(GetAccessKeyLastUsedRequest request, CancellationToken cancellationToken = default) => CallAsync<GetAccessKeyLastUsedResponse>(request, cancellationToken);

    public Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(UpdateAccessKeyRequest request, CancellationToken cancellationToken = default) => CallAsync<UpdateAccessKeyResponse>(request, cancellationToken);

    public Task<ListUserPoliciesResponse> ListUserPoliciesAsync(ListUserPoliciesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListUserPoliciesResponse>(request, cancellationToken);

    public Task<GetUserPolicyResponse> GetUserPolicyAsync(GetUserPolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<GetUserPolicyResponse>(request, cancellationToken);

    public Task<PutUserPolicyResponse> PutUserPolicyAsync(PutUserPolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<PutUserPolicyResponse>(request, cancellationToken);

    public Task<DeleteUserPolicyResponse> DeleteUserPolicyAsync(DeleteUserPolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteUserPolicyResponse>(request, cancellationToken);

    public Task<ListAttachedUserPoliciesResponse> ListAttachedUserPoliciesAsync(ListAttachedUserPoliciesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListAttachedUserPoliciesResponse>(request, cancellationToken);

    public Task<ListMFADevicesResponse> ListMFADevicesAsync(ListMFADevicesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListMFADevicesResponse>(request, cancellationToken);

    public Task<DeactivateMFADeviceResponse> DeactivateMFADeviceAsync(DeactivateMFADeviceRequest request, CancellationToken cancellationToken = default) => CallAsync<DeactivateMFADeviceResponse>(request, cancellationToken);

    public Task<GetLoginProfileResponse> GetLoginProfileAsync(GetLoginProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<GetLoginProfileResponse>(request, cancellationToken);

    public Task<DeleteLoginProfileResponse> DeleteLoginProfileAsync(DeleteLoginProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteLoginProfileResponse>(request, cancellationToken);

    public Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default) => CallAsync<GetRoleResponse>(request, cancellationToken);

    public Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListRolesResponse>(request, cancellationToken);

    public Task<CreateRoleResponse> CreateRoleAsync(CreateRoleRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateRoleResponse>(request, cancellationToken);

    public Task<DeleteRoleResponse> DeleteRoleAsync(DeleteRoleRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteRoleResponse>(request, cancellationToken);

    public Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListRolePoliciesResponse>(request, cancellationToken);

    public Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<GetRolePolicyResponse>(request, cancellationToken);

    public Task<PutRolePolicyResponse> PutRolePolicyAsync(PutRolePolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<PutRolePolicyResponse>(request, cancellationToken);

    public Task<DeleteRolePolicyResponse> DeleteRolePolicyAsync(DeleteRolePolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteRolePolicyResponse>(request, cancellationToken);

    public Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default) => CallAsync<ListAttachedRolePoliciesResponse>(request, cancellationToken);

    public Task<ListInstanceProfilesForRoleResponse> ListInstanceProfilesForRoleAsync(ListInstanceProfilesForRoleRequest request, CancellationToken cancellationToken = default) => CallAsync<ListInstanceProfilesForRoleResponse>(request, cancellationToken);

    public Task<GetInstanceProfileResponse> GetInstanceProfileAsync(GetInstanceProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<GetInstanceProfileResponse>(request, cancellationToken);

    public Task<CreateInstanceProfileResponse> CreateInstanceProfileAsync(CreateInstanceProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateInstanceProfileResponse>(request, cancellationToken);

    public Task<AddRoleToInstanceProfileResponse> AddRoleToInstanceProfileAsync(AddRoleToInstanceProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<AddRoleToInstanceProfileResponse>(request, cancellationToken);

    public Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<GetPolicyResponse>(request, cancellationToken);

    public Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default) => CallAsync<GetPolicyVersionResponse>(request, cancellationToken);

    public Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default) => CallAsync<SimulatePrincipalPolicyResponse>(request, cancellationToken);

    public Task<CreateUserResponse> CreateUserAsync(CreateUserRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateUserResponse>(request, cancellationToken);

    public Task<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteUserResponse>(request, cancellationToken);

    public Task<CreateAccessKeyResponse> CreateAccessKeyAsync(CreateAccessKeyRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateAccessKeyResponse>(request, cancellationToken);

    public Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(DeleteAccessKeyRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteAccessKeyResponse>(request, cancellationToken);

    public Task<CreateLoginProfileResponse> CreateLoginProfileAsync(CreateLoginProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateLoginProfileResponse>(request, cancellationToken);

    public Task<RemoveRoleFromInstanceProfileResponse> RemoveRoleFromInstanceProfileAsync(RemoveRoleFromInstanceProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<RemoveRoleFromInstanceProfileResponse>(request, cancellationToken);

    public Task<DeleteInstanceProfileResponse> DeleteInstanceProfileAsync(DeleteInstanceProfileRequest request, CancellationToken cancellationToken = default) => CallAsync<DeleteInstanceProfileResponse>(request, cancellationToken);
}
