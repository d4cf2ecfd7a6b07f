// Turns a select marked data-autocomplete into a type-ahead; the select stays the form's value.
import accessibleAutocomplete from "accessible-autocomplete";

for (const select of document.querySelectorAll("select[data-autocomplete]")) {
  const words = select.dataset;
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
    showAllValues: false,
    minLength: 1,
    dropdownArrow: () => "",
    tNoResults: () => words.noResults ?? "No results found",
    tStatusQueryTooShort: () => "",
    tStatusResults: (length, contentSelectedOption) =>
      `${length} ${words.results ?? "results"}. ${contentSelectedOption}`,
    tAssistiveHint: () => words.assistiveHint ?? "",
  });
}
