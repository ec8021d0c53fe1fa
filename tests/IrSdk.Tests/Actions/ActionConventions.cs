using IrSdk.Planning;

namespace IrSdk.Tests.Actions;

public sealed class ActionConventions
{
    public static TheoryData<Type> Actions => [.. ActionCatalog.BuiltIn.Types];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Action_OfThePackage_DeclaresWhatItIs(Type action)
    {
        var effects = ActionEffects.Of(action);

        action.IsSealed.Should().BeTrue();
        effects.Phrase.Should().MatchRegex("^[a-z]").And.NotContain("-instance");
        effects.Timeout.Should().BeGreaterThan(TimeSpan.Zero);
        (effects.Preserves != Evidence.None).Should().Be(action.IsSubclassOf(typeof(PreservingAction)));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Containment_OfThePackage_IsUndoneOrSaysThatItCannotBe(Type action)
    {
        if (!action.IsSubclassOf(typeof(ContainingAction)) || action == typeof(ScanEndpoint))
        {
            return;
        }

        var effects = ActionEffects.Of(action);
        (effects.UndoneBy is not null).Should().Be(!effects.IsIrreversible);
        effects.Disturbs.Should().Contain(one => one.Kinds == Evidence.ApiActivity && one.On == Related.Account);
    }
}
