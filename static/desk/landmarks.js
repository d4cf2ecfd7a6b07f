// Landmarks and keys that the framework forgot.
// Its scroll areas all call themselves the same; name each by what it holds.
document.addEventListener("DOMContentLoaded", () => {
  // The button of the filters is a link without an address: give it back to the keyboard.
  for (const button of document.querySelectorAll("a[x-on\\:click]:not([href])")) {
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
  }
  // From case to case with the arrow keys, once one of the list has the cursor.
  document.querySelector("#result_list")?.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const links = [...document.querySelectorAll("#result_list tbody tr")].map((row) => row.querySelector("a[href]"));
    const here = links.findIndex((link) => link?.closest("tr").contains(document.activeElement));
    const there = links[here + step];
    if (here < 0 || !there) return;
    event.preventDefault();
    there.focus();
  });
  const chinese = document.documentElement.lang.startsWith("zh");
  for (const area of document.querySelectorAll("[data-simplebar]")) {
    const menu = area.id === "nav-sidebar-apps";
    const name = menu ? ["Menu", "菜单"] : area.querySelector("table") ? ["List", "列表"] : ["Filters", "筛选"];
    area.setAttribute("data-simplebar-aria-label", name[chinese ? 1 : 0]);
  }
});
