using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IrSdk.Planning;

/// <summary>Writes everything of a plan but its hash. A resource stands in many places and is made into JSON once.</summary>
internal sealed class PlanBody : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly Utf8JsonWriter writer;
    private readonly Dictionary<Resource, string> resources = new(ReferenceEqualityComparer.Instance);

    private PlanBody() => writer = new(buffer, new() { Encoder = IrJson.Options.Encoder });

    public static string Of(Plan plan)
    {
        using var body = new PlanBody();
        body.Write(plan);
        body.writer.Flush();
        return Encoding.UTF8.GetString(body.buffer.WrittenSpan);
    }

    public void Dispose() => writer.Dispose();

    private void Write(Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("playbook", plan.Playbook);
        writer.WriteString("incident", plan.Incident.ToString());
        writer.WriteNumber("round", plan.Round);
        writer.WriteString("assembly", plan.Assembly);
        Value("deadline", plan.Deadline);
        Value("criticalPath", plan.CriticalPath);
        Array("steps", plan.Steps, Write);
        Value("waived", plan.Waived);
        Value("findings", plan.Findings);
        writer.WriteEndObject();
    }

    private void Write(Step step)
    {
        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WriteString("action", ActionEffects.Of(step.Action).Name);
        Resource(step.Action.Resource);
        writer.WritePropertyName("arguments");
        ActionCatalog.ArgumentsOf(step.Action).WriteTo(writer, IrJson.Options);
        writer.WriteNumber("stage", step.Stage);
        Array("dependsOn", step.DependsOn.Select(dependency => dependency.Step).Distinct(), writer.WriteStringValue);
        Array("waits", step.DependsOn, Write);
        Kinds("preserves", step.Preserves);
        Kinds("disturbs", step.Disturbs.Aggregate(Evidence.None, (all, one) => all | one.Kind));
        Array("disturbances", step.Disturbs, Write);
        writer.WriteBoolean("implied", step.Implied);
        Value("timeout", step.Timeout);
        Value("onFailure", step.OnFailure);
        writer.WriteBoolean("requiresApproval", step.RequiresApproval);
        writer.WriteEndObject();
    }

    private void Write(Dependency dependency)
    {
        writer.WriteStartObject();
        writer.WriteString("step", dependency.Step);
        Value("because", dependency.Because);
        Kinds("evidence", dependency.Evidence);
        writer.WriteEndObject();
    }

    private void Write(Disturbance one)
    {
        writer.WriteStartObject();
        Value("kind", one.Kind);
        Resource(one.Resource);
        writer.WriteEndObject();
    }

    private void Resource(Resource resource)
    {
        if (!resources.TryGetValue(resource, out var json))
        {
            resources[resource] = json = PlanJson.ResourceNode(resource).ToJsonString(IrJson.Options);
        }

        writer.WritePropertyName("resource");
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    private void Kinds(string name, Evidence kinds) => Array(name, kinds.Kinds(), kind => JsonSerializer.Serialize(writer, kind, IrJson.Options));

    private void Array<T>(string name, IEnumerable<T> all, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in all)
        {
            write(one);
        }

        writer.WriteEndArray();
    }

    private void Value<T>(string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, IrJson.Options);
    }
}
