using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Notebooks.Session;

/// <summary>What a value is made of: members, a pair, a group, columns and rows.</summary>
internal static class Shape
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<MemberInfo>> _members = [];
    private static readonly ConcurrentDictionary<Type, bool> _records = [], _ownTexts = [];

    /// <summary>The public members of a type that can be read, in the order of the source.</summary>
    public static IReadOnlyList<MemberInfo> MembersOf(Type type) => _members.GetOrAdd(type, static type =>
        [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo { FieldType.IsByRefLike: false }
                || (member is PropertyInfo { CanRead: true, PropertyType.IsByRefLike: false, PropertyType.IsPointer: false } property && property.GetIndexParameters().Length == 0))
            .OrderBy(member => member.MetadataToken)]);

    /// <summary>A member's value. Where a getter throws, its exception is what is shown of the member.</summary>
    public static object? Read(MemberInfo member, object? item)
    {
        try
        {
            return item is null ? null : member is FieldInfo field ? field.GetValue(item) : ((PropertyInfo)member).GetValue(item);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }

    /// <summary>True for a record whose text is the one that the compiler writes, which shows arrays as the name of their type and does not end in one that contains itself.</summary>
    public static bool IsRecord(Type type) => _records.GetOrAdd(type, static type =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        && type.GetMethod(nameof(ToString), Type.EmptyTypes)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true);

    public static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);

    /// <summary>True where the type or one that it inherits from has a <c>ToString</c> of its own.</summary>
    public static bool HasOwnText(Type type) => _ownTexts.GetOrAdd(type, static type =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType));

    /// <summary>The two sides of an entry of a dictionary; null for another value.</summary>
    public static (object? Key, object? Value)? PairOf(object? item) =>
        item is DictionaryEntry entry ? (entry.Key, entry.Value)
        : item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? (Member(item, "Key"), Member(item, "Value"))
        : null;

    /// <summary>True for a group, with its key.</summary>
    public static bool KeyOf(object item, out object? key)
    {
        var grouping = item.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IGrouping<,>));
        key = grouping?.GetProperty("Key")!.GetValue(item);
        return grouping is not null;
    }

    /// <summary>
    /// The names of the columns and the rows of a table such as <c>System.Data.DataTable</c> or <c>Microsoft.Data.Analysis.DataFrame</c>,
    /// known by its members: <c>Columns</c>, each with a name, and <c>Rows</c>, each with as many values. Null for another value.
    /// </summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows)? TableOf(object value)
    {
        if (Member(value, "Columns") is not IEnumerable columns || Member(value, "Rows") is not IEnumerable rows)
        {
            return null;
        }
        string?[] names = [.. columns.Cast<object>().Select(column => (Member(column, "ColumnName") ?? Member(column, "Name")) as string)];
        return names.Length == 0 || names.Contains(null) ? null
            : ([.. names.Select(name => name!)], rows.Cast<object>().Select(row => (Member(row, "ItemArray") as IEnumerable ?? row as IEnumerable)?.Cast<object?>().ToArray() ?? []));
    }

    /// <summary>What a value holds one behind the other; null for another value.</summary>
    public static IEnumerable? ItemsOf(object value) =>
        value is IEnumerable items ? items
        : value.GetType() is { IsGenericType: true } type && (type.GetGenericTypeDefinition() == typeof(Memory<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>))
            ? (IEnumerable)type.GetMethod("ToArray")!.Invoke(value, null)!
        : null;

    private static object? Member(object item, string name) =>
        MembersOf(item.GetType()).FirstOrDefault(member => member.Name == name) is { } member ? Read(member, item) : null;
}
