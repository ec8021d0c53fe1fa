using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace IrSdk.Host.Pages;

/// <summary>A text in a picture. Razor keeps the element's name for itself, so it is written here; its content is encoded like any other.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>From the left: a number, or a part of the width.</summary>
    [Parameter, EditorRequired]
    public string X { get; set; } = "";

    /// <summary>The base line, from the top.</summary>
    [Parameter, EditorRequired]
    public int Y { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Its class. Null: none.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "class", Class);
        builder.AddContent(4, Value);
        builder.CloseElement();
    }
}
