using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("IrSdk.Runtime.Tests")]
