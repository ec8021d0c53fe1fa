using System.Security.Cryptography;
using IrSdk.Host.Alerts;

namespace IrSdk.Host.Tests.Alerts;

/// <summary>What is remembered of requests, so that none is taken twice.</summary>
public sealed class ReplayWindowTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TryAdd_WithinTheWindow_TakesEachOnce()
    {
        var window = new ReplayWindow(Kept);
        var one = Signature(1);

        window.TryAdd(one, Now).Should().BeTrue();
        window.TryAdd(one, Now + Kept).Should().BeFalse();
        window.TryAdd(Signature(2), Now + Kept).Should().BeTrue();
        window.TryAdd(one, Now + Kept + TimeSpan.FromTicks(1)).Should().BeTrue("its own time is long past by then, and refused before");
    }

    [Fact]
    public void Remove_ThenAddedAgain_IsRememberedFromThen()
    {
        var window = new ReplayWindow(Kept);
        var one = Signature(1);
        window.TryAdd(one, Now);

        window.Remove(one);
        window.TryAdd(one, Now + (Kept / 2)).Should().BeTrue();

        // The first time falls out of the window; the second does not.
        window.TryAdd(Signature(2), Now + Kept + TimeSpan.FromSeconds(1));
        window.TryAdd(one, Now + Kept + TimeSpan.FromSeconds(1)).Should().BeFalse();
    }

    [Fact]
    public void TryAdd_WhileTheClockIsWrongForAMoment_IsForgottenAllTheSame()
    {
        var window = new ReplayWindow(Kept);
        window.TryAdd(Signature(1), Now + TimeSpan.FromDays(300));

        window.TryAdd(Signature(2), Now).Should().BeTrue();
        window.TryAdd(Signature(1), Now).Should().BeFalse("it came before, whenever that was");
        window.TryAdd(Signature(3), Now + Kept + TimeSpan.FromSeconds(1)).Should().BeTrue();
        window.TryAdd(Signature(2), Now + Kept + TimeSpan.FromSeconds(1)).Should().BeTrue("the one before it keeps nothing in memory");
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1=")]
    [InlineData("v1=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void TryAdd_WhatIsNoSignature_IsNotTaken(string text)
    {
        var window = new ReplayWindow(Kept);
        window.TryAdd(text, Now).Should().BeFalse();
        window.Remove(text);
    }

    private static string Signature(int number) => "v1=" + Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)));
}
