using System.Collections;
using System.Reflection;

namespace Hopfield.Tests;

/// <summary>Compares two objects field by field, private ones too, down to the bits of their numbers.</summary>
internal static class SameBits
{
    public static void Assert(object? expected, object? actual) => Compare(expected, actual, "", []);

    private static void Compare(object? expected, object? actual, string path, HashSet<object> seen)
    {
        if (ReferenceEquals(expected, actual)) return;
        Xunit.Assert.True(expected is not null && actual is not null, $"{path}: one of the two is null");
        Type type = expected!.GetType();
        if (type.Namespace == "System.Linq") return; // a query that nobody has asked yet: code, too
        if (expected is Array || (expected is IEnumerable and not string && type.Namespace?.StartsWith("Hopfield", StringComparison.Ordinal) != true))
        {
            Elements((IEnumerable)expected, Xunit.Assert.IsAssignableFrom<IEnumerable>(actual), path, seen);
            return;
        }
        Xunit.Assert.True(type == actual!.GetType(), $"{path}: {type} became {actual.GetType()}");
        switch (expected)
        {
            case double number: Xunit.Assert.True(BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)actual), $"{path}: {number:R} became {actual:R}"); return;
            case float number: Xunit.Assert.True(BitConverter.SingleToInt32Bits(number) == BitConverter.SingleToInt32Bits((float)actual), $"{path}: {number:R} became {actual:R}"); return;
            case string or Enum or decimal: Xunit.Assert.True(expected.Equals(actual), $"{path}: {expected} became {actual}"); return;
            case Delegate: return; // code, made by the same constructor
        }
        if (type.IsPrimitive)
        {
            Xunit.Assert.True(expected.Equals(actual), $"{path}: {expected} became {actual}");
            return;
        }
        if (!type.IsValueType && !seen.Add(expected)) return;
        // What is filled when it is first asked for follows from the rest.
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>)) return;
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) || type.GetGenericTypeDefinition() == typeof(Memory<>)))
            Elements((Array)type.GetMethod("ToArray")!.Invoke(expected, null)!, (Array)type.GetMethod("ToArray")!.Invoke(actual, null)!, path, seen);
        else Fields(type, expected, actual, path, seen);
    }

    private static void Elements(IEnumerable expected, IEnumerable actual, string path, HashSet<object> seen)
    {
        object?[] before = [.. expected.Cast<object?>()], after = [.. actual.Cast<object?>()];
        Xunit.Assert.True(before.Length == after.Length, $"{path}: {before.Length} elements became {after.Length}");
        for (int i = 0; i < before.Length; i++) Compare(before[i], after[i], $"{path}[{i}]", seen);
    }

    private static void Fields(Type type, object expected, object actual, string path, HashSet<object> seen)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Compare(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}", seen);
        }
    }
}
