"""Jupyter's own test of kernels, with samples in C#."""
import sys
import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("error");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "var text = \"\"; text.ToUpperI", "matches": {"ToUpperInvariant"}},
        {"text": "whil", "matches": {"while"}},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "int Twice(int n) => 2 * n;", "for (int i = 0; i < 3; i++) { }"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", "int x =", 'Console.WriteLine("a"', '"""\ntext']
    invalid_code_samples = ["int x ) = 1;", "class { }"]
    code_generate_error = 'throw new Exception("boom");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": "new[] { 1, 2, 3 }", "result": "[1, 2, 3]"},
    ]
    code_display_data = [
        {"code": 'HTML("<b>bold</b>").Display();', "mime": "text/html"},
        {"code": '"# Title".DisplayAs("text/markdown");', "mime": "text/markdown"},
        {"code": '"<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>".DisplayAs("image/svg+xml");', "mime": "image/svg+xml"},
        {"code": 'new byte[] { 137, 80 }.DisplayAs("image/png");', "mime": "image/png"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 *"
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + ["-v"])
