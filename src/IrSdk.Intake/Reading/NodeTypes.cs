using System.Globalization;
using System.Text.RegularExpressions;

namespace IrSdk.Intake;

/// <summary>Reads the field's own types from a document: accounts, regions, times.</summary>
internal static partial class NodeTypes
{
    extension(Node node)
    {
        /// <summary>Twelve digits that may be missing.</summary>
        public AccountId? Account()
        {
            if (node.Text() is not { } text)
            {
                return null;
            }

            if (AccountId.IsValid(text))
            {
                return new AccountId(text);
            }

            node.Refuse("An account of twelve digits is expected here; correct it and send it again.");
            return null;
        }

        /// <summary>Twelve digits where another value is as good as none.</summary>
        public AccountId? LooseAccount() => AccountId.IsValid(node.LooseText()) ? new AccountId(node.LooseText()!) : null;

        /// <summary>A region that may be missing.</summary>
        public string? Region()
        {
            var text = node.Text();
            if (text is null || RegionName().IsMatch(text))
            {
                return text;
            }

            node.Refuse("A region such as us-east-1 is expected here; correct it and send it again.");
            return null;
        }

        /// <summary>A time in ISO 8601 that may be missing, in UTC; without an offset it is UTC already.</summary>
        public DateTimeOffset? Time()
        {
            if (node.Text() is not { } text)
            {
                return null;
            }

            // The pattern comes first: the parser alone would fill what is missing from today's date.
            if (Timestamp().IsMatch(text) && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            node.Refuse("A time such as 2026-03-14T02:47:00Z is expected here; correct it and send it again.");
            return null;
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]{1,7}(-[a-z0-9]{1,16}){1,4}\z|^global\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:?[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}
