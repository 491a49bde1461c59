using System.Runtime.InteropServices;

namespace Notify.Emulators.Meta.Errors;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErrorEntry(int HttpStatus, string Title);
