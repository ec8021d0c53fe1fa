using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IrSdk.Planning;

/// <summary>A resource as a plan holds it: what identifies it first, then what else is known of it.</summary>
internal sealed class ResourceBody(Utf8JsonWriter writer)
{
    /// <summary>The resource as one line of JSON.</summary>
    public static string Of(Resource resource)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new ResourceBody(writer).Write(resource);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Resource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("type", resource.Id.Type);
        writer.WriteString("id", resource.Id.Name);
        writer.WriteString("account", resource.Account.ToString());
        writer.WriteString("region", resource.Id.Region);
        WriteOwn(resource);
        writer.WriteString("involvement", PlanBody.Word(resource.Involvement.ToString()));
        writer.WriteString("foundBy", resource.FoundBy);
        Known("changedAt", resource.ChangedAt);
        writer.WriteStartObject("tags");
        foreach (var (key, value) in resource.Tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteOwn(Resource resource)
    {
        switch (resource)
        {
            case AccessKey key:
                writer.WriteString("name", key.Name);
                Known("userName", key.UserName);
                Known("createdAt", key.CreatedAt);
                break;
            case Instance instance:
                writer.WriteString("name", instance.Name);
                Known("vpcName", instance.VpcName);
                Known("roleName", instance.RoleName);
                Array("interfaces", instance.Interfaces);
                Array("volumes", instance.Volumes);
                writer.WriteBoolean("hasLiveResponse", instance.HasLiveResponse);
                break;
            case RoleSession session:
                writer.WriteString("roleName", session.RoleName);
                writer.WriteString("sessionName", session.SessionName);
                Known("mintedBy", session.MintedBy?.ToString());
                break;
            case Bucket or IamRole or IamUser or Vpc:
                writer.WriteString("name", resource.Id.Name);
                break;
        }
    }

    private void Array(string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private void Known(string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private void Known(string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteString(name, time);
        }
    }
}
