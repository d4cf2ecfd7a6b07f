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
  const chinese = document.documentElement.lang.startsWith("zh");
  for (const area of document.querySelectorAll("[data-simplebar]")) {
    const menu = area.id === "nav-sidebar-apps";
    const name = menu ? ["Menu", "菜单"] : area.querySelector("table") ? ["List", "列表"] : ["Filters", "筛选"];
    area.setAttribute("data-simplebar-aria-label", name[chinese ? 1 : 0]);
  }
});
